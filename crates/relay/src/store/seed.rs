//! The data of a new sandbox: six household products, each with some unused codes.

use rusqlite::{Connection, params};

use super::{StoreError, codes};
use crate::random;

struct SeedProduct {
    code: &'static str,
    name: &'static str,
    score: i64,
    /// What the product's one-time codes start with; the API's documentation has it differ from the product's code.
    code_prefix: &'static str,
}

const fn product(code: &'static str, name: &'static str, score: i64, code_prefix: &'static str) -> SeedProduct {
    SeedProduct { code, name, score, code_prefix }
}

const PRODUCTS: [SeedProduct; 6] = [
    product("TIVI01", "TV", 100, "TIVI"),
    product("TULA02", "Tủ lạnh 236 lít", 150, "TULA"),
    product("BEPT03", "Bếp từ đôi", 120, "BEPT"),
    product("QUAT04", "Quạt đứng", 30, "QUAT"),
    product("NCDX05", "Nồi cơm điện 1,8 lít", 40, "NCDX"),
    product("NGAT06", "Nước giặt 3,6 kg", 20, "NGAT"),
];

/// Codes of each product in a new database.
const CODES_PER_PRODUCT: u32 = 24;

/// Fills a database whose tables are empty.
pub fn seed(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("INSERT INTO settings (name, value) VALUES ('org', ?1)", [random::id()?])?;
    for product in &PRODUCTS {
        let id = random::id()?;
        connection.execute(
            "INSERT INTO products (id, code, name, score, code_prefix) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id, product.code, product.name, product.score, product.code_prefix],
        )?;
        codes::insert_codes(connection, &id, product.code_prefix, CODES_PER_PRODUCT)?;
    }
    Ok(())
}
