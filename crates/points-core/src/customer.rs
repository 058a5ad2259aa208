//! What the customer said of being remembered. Pure; `src/customer.js` keeps it.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Remember {
    #[default]
    No,
    Yes,
    /// Remembered from before: shown in one line instead of the fields.
    Kept,
    /// It was just erased.
    Forgotten,
}
