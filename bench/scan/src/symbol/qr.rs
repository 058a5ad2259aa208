//! QR codes of versions 1 to 10, at every level of error correction, by the crate `qrcode`.

use qrcode::{Color, EcLevel, QrCode, Version};

use super::{Repair, Symbol};
use crate::{contents, random::Random};

pub fn symbol(random: &mut Random, sturdy: bool) -> Symbol {
    let levels: &[EcLevel] =
        if sturdy { &[EcLevel::M, EcLevel::Q, EcLevel::H] } else { &[EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H] };
    loop {
        let text = contents::qr(random);
        let level = random.pick(levels);
        let Ok(smallest) = QrCode::with_error_correction_level(&text, level) else { continue };
        let Version::Normal(version) = smallest.version() else { continue };
        // Printers that use one size for all codes leave some of it unused.
        let version = version + random.pick(&[0, 0, 0, 1, 3]);
        let Some(code) = (version <= 10).then(|| QrCode::with_version(&text, Version::Normal(version), level).ok())
        else {
            continue;
        };
        let Some(code) = code else { continue };
        let columns = code.width();
        return Symbol {
            text,
            columns,
            rows: columns,
            height: columns,
            modules: code.to_colors().iter().map(|&color| color == Color::Dark).collect(),
            quiet: (4, 4),
            repair: Repair::Codewords { of: codewords(&code), limit: code.max_allowed_errors() },
        };
    }
}

/// Which codeword each module belongs to: ISO/IEC 18004, 7.7.3: columns in pairs from the right, up and down in turn.
fn codewords(code: &QrCode) -> Vec<Option<u32>> {
    let width = code.width();
    let mut of = vec![None; width * width];
    let (mut bit, mut up) = (0, true);
    let mut right = width - 1;
    while right >= 1 {
        // The vertical timing pattern takes a column of its own.
        if right == 6 {
            right = 5;
        }
        for step in 0..width {
            let y = if up { width - 1 - step } else { step };
            for x in [right, right - 1] {
                if !code.is_functional(x, y) {
                    of[y * width + x] = Some(bit / 8);
                    bit += 1;
                }
            }
        }
        up = !up;
        if right < 2 {
            break;
        }
        right -= 2;
    }
    of
}
