//! Calling codes: how a phone number is written at home and from abroad.

/// By ISO 3166 country, the calling code; behind it `-` where numbers at home have no 0 before them. Not here: where the 0 is
/// part of the number (Italy), where it is another digit (Russia), and where numbers at home may begin with the calling code
/// (Brazil). Their numbers stay as they are typed.
const CODES: &str = "VN84 TH66 ID62 MY60 PH63 KH855 LA856 MM95 SG65- CN86- HK852- TW886 JP81 KR82 IN91- PK92 BD880 LK94 NP977 \
                     SA966 AE971 TR90 EG20 NG234 ZA27 AU61 NZ64 GB44 DE49 FR33 NL31 ES34- MX52- US1- CA1-";

#[derive(Clone, Copy)]
pub struct CallingCode {
    pub digits: &'static str,
    /// Numbers at home begin with a 0, which goes in a number from abroad, and is often typed there all the same.
    has_zero: bool,
}

impl CallingCode {
    /// Of a country, or else the one with which these digits begin.
    pub fn of(country: &str, digits: &str) -> Option<CallingCode> {
        CODES.split([' ']).find_map(|entry| {
            let (name, code) = entry.split_at_checked(2)?;
            let own = code.trim_end_matches(['-']);
            let is_wanted = name.eq_ignore_ascii_case(country) || digits.starts_with(own);
            is_wanted.then_some(CallingCode { digits: own, has_zero: own.len() == code.len() })
        })
    }

    /// A number of this country as it is dialled there; `None` for one of another country. `plus`: it has a calling code.
    pub fn national(self, digits: &str, plus: bool) -> Option<String> {
        let mut rest = if plus || self.has_zero { digits } else { without_zeros(digits) };
        let mut is_abroad = plus;
        // So long a number without a 0 has the calling code too, though no plus says so.
        while let Some(tail) = rest.strip_prefix(self.digits).filter(|_| is_abroad || rest.len() > 10) {
            rest = without_zeros(tail);
            is_abroad = false;
        }
        // Spreadsheets lose a 0 too.
        let has_lost_zero = rest.len() < digits.len() || rest.len() == 9 && !rest.starts_with('0');
        let zero = if self.has_zero && has_lost_zero { "0" } else { "" };
        (!is_abroad).then(|| [zero, rest].concat())
    }
}

/// The number of another country, without the 0 that it has at home.
pub fn international(digits: &str) -> String {
    let code = CallingCode::of("", digits).filter(|code| code.has_zero).map_or("", |code| code.digits);
    let rest = digits.strip_prefix(code).unwrap_or(digits);
    ["+", code, if code.is_empty() { rest } else { without_zeros(rest) }].concat()
}

fn without_zeros(digits: &str) -> &str {
    digits.trim_start_matches(['0'])
}
