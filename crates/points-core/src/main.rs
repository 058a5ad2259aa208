//! Prints the message catalogues for `scripts/words`.

fn main() {
    print!("{}", points_core::messages::catalogue::table());
}
