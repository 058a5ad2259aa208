//! What a new sandbox has on its shelves: six household products and some unused codes of each.

use rusqlite::{Connection, params};

use super::{StoreError, codes};
use crate::random;

struct Shelved {
    code: &'static str,
    name: &'static str,
    score: i64,
    /// What the product's one-time codes start with; not the product's own code (the API's documentation).
    code_prefix: &'static str,
}

const fn shelved(code: &'static str, name: &'static str, score: i64, code_prefix: &'static str) -> Shelved {
    Shelved { code, name, score, code_prefix }
}

const PRODUCTS: [Shelved; 6] = [
    shelved("TIVI01", "TV", 100, "TIVI"),
    shelved("TULA02", "Tủ lạnh 236 lít", 150, "TULA"),
    shelved("BEPT03", "Bếp từ đôi", 120, "BEPT"),
    shelved("QUAT04", "Quạt đứng", 30, "QUAT"),
    shelved("NCDX05", "Nồi cơm điện 1,8 lít", 40, "NCDX"),
    shelved("NGAT06", "Nước giặt 3,6 kg", 20, "NGAT"),
];

/// Codes of each product in a new database.
const CODES_EACH: u32 = 24;

/// Fills an empty database.
pub fn seed(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("INSERT INTO settings (name, value) VALUES ('org', ?1)", [random::id()?])?;
    for product in &PRODUCTS {
        let id = random::id()?;
        connection.execute(
            "INSERT INTO products (id, code, name, score, code_prefix) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id, product.code, product.name, product.score, product.code_prefix],
        )?;
        codes::insert(connection, &id, product.code_prefix, CODES_EACH)?;
    }
    Ok(())
}
