//! Answers to `POST /accumulate`: what they mean, told a second time by a table that shares nothing with the widget.

use super::random::Random;
use super::{Target, tree};
use points_core::api::accumulate::parse;
use points_core::api::json::Json;
use points_core::api::{ApiError, Reply};

#[derive(Debug)]
pub struct Answer(Reply);

impl Target for Answer {
    fn make(random: &mut Random) -> Answer {
        let mut body = tree::body(random, false);
        // Half of the objects get what the API answers by, or few of them would mean anything.
        if let Some(Json::Object(members)) = &mut body
            && random.one_in(2)
        {
            let success = match random.below(4) {
                0 => Json::Bool(false),
                1 => Json::Number(random.number()),
                2 => Json::Number(0.0),
                _ => Json::Number(1.0),
            };
            members.insert(0, ("success".to_owned(), success));
        }
        Answer(Reply { status: status(random), retry_after: retry_after(random), body })
    }

    fn size(&self) -> usize {
        self.0.body.as_ref().map_or(0, tree::size)
    }

    fn check(&self) {
        let result = parse(&self.0);
        let Reply { status, retry_after, body } = &self.0;
        let success = match body {
            Some(Json::Object(members)) => members.iter().find(|(name, _)| name == "success").map(|(_, value)| value),
            _ => None,
        };
        let is_one = matches!(success, Some(Json::Number(number)) if number.to_bits() == 1.0_f64.to_bits());
        let is_no = match success {
            Some(Json::Number(number)) => *number == 0.0,
            Some(Json::Bool(truth)) => !truth,
            _ => false,
        };
        let is_2xx = *status / 100 == 2;
        assert_eq!(result.is_ok(), is_2xx && is_one, "a success is a 2xx with the number 1");
        let Err(error) = result else { return };
        let is_meant = match (status, error) {
            (200..=299, ApiError::Refused(_)) => is_no,
            (200..=299, ApiError::Protocol) => !is_no,
            (400 | 422, ApiError::Rejected | ApiError::Refused(_)) => true,
            (401 | 403, ApiError::Unauthorized) | (404 | 405, ApiError::NotFound) => true,
            (409 | 410, ApiError::Refused(_)) => true,
            (429, ApiError::RateLimited(wait)) => wait == *retry_after,
            (500.., ApiError::Unavailable) => true,
            (500.. | 400 | 401 | 403 | 404 | 405 | 409 | 410 | 422 | 429, _) => false,
            (_, error) => error == ApiError::Protocol,
        };
        assert!(is_meant, "{status} reads as {error:?}");
    }
}

/// Any status, those with a meaning more often.
pub fn status(random: &mut Random) -> u16 {
    const EDGES: [u16; 25] = [
        0,
        199,
        204,
        299,
        300,
        399,
        400,
        401,
        402,
        403,
        404,
        405,
        406,
        408,
        409,
        410,
        411,
        421,
        422,
        423,
        429,
        499,
        500,
        599,
        u16::MAX,
    ];
    match random.below(8) {
        0 => random.next() as u16,
        1..5 => random.pick(&EDGES),
        _ => 200,
    }
}

pub fn retry_after(random: &mut Random) -> Option<u32> {
    random.pick(&[None, None, Some(0), Some(30), Some(u32::MAX)])
}
