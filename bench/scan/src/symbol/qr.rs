//! QR codes of versions 1 to 10 at every error correction level, encoded by the crate `qrcode`.

use qrcode::{Color, EcLevel, QrCode, Version};

use super::{ErrorCorrection, Symbol};
use crate::{contents, random::Random};

/// A random symbol, sometimes of a higher version than its data require.
pub fn symbol(random: &mut Random, high_correction: bool) -> Symbol {
    let levels: &[EcLevel] = if high_correction {
        &[EcLevel::M, EcLevel::Q, EcLevel::H]
    } else {
        &[EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H]
    };
    loop {
        let text = contents::qr(random);
        let level = random.pick(levels);
        let Ok(smallest) = QrCode::with_error_correction_level(&text, level) else { continue };
        let Version::Normal(version) = smallest.version() else { continue };
        // Brands that use one version for all codes leave some of its capacity unused.
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
            quiet_zone: (4, 4),
            error_correction: ErrorCorrection::Codewords {
                codeword_of: codewords(&code),
                limit: code.max_allowed_errors(),
            },
        };
    }
}

/// The codeword that each module belongs to (ISO/IEC 18004:2015, 7.7.3): column pairs from the right, alternately
/// upwards and downwards.
fn codewords(code: &QrCode) -> Vec<Option<u32>> {
    let width = code.width();
    let mut codeword_of = vec![None; width * width];
    let (mut bit, mut up) = (0, true);
    let mut right = width - 1;
    while right >= 1 {
        // Skips the vertical timing pattern.
        if right == 6 {
            right = 5;
        }
        for step in 0..width {
            let y = if up { width - 1 - step } else { step };
            for x in [right, right - 1] {
                if !code.is_functional(x, y) {
                    codeword_of[y * width + x] = Some(bit / 8);
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
    codeword_of
}
