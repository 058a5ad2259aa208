//! How the brand set the widget, and the language it speaks.

use points_core::config::Config;
use points_core::messages::Messages;

#[derive(Clone)]
pub struct Settings {
    pub config: Config,
    pub messages: &'static Messages,
    /// Codes can be scanned.
    pub has_scanner: bool,
    /// Changes when the widget has to be rendered anew.
    pub render_key: u8,
}
