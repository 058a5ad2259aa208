use points_widget as _;
fn main() {}
