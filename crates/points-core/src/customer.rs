//! What the customer said of being remembered. The widget's `js/element/saved-customer.js` stores it.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Remember {
    #[default]
    No,
    Yes,
    /// Saved before: shown in one line instead of the fields.
    Saved,
    /// Just erased.
    Forgotten,
}
