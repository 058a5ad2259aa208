//! What a network does to a POST: it arrives, or not, or twice, or late; and what comes back is an answer, or is none.

use super::server::Answer;
use super::world::{Id, What, World, index};
use points_core::api::{ApiError, Refusal};
use points_core::redeem::Intent;

/// The client's limit for a POST.
const POST_LIMIT: u64 = 15_000;

impl World {
    pub fn post(&mut self, id: Id, attempt: u32, intent: &Intent) {
        let code = index(&intent.code);
        let key = intent.key.parse().unwrap_or_default();
        let answer = |answer: Answer| What::Answer { code, answer: answer.meaning() };
        let lost = What::Answer { code, answer: Err(ApiError::Unavailable) };
        let serve = |is_heard| What::Serve { code, key, is_heard };
        let soon = 1 + self.random.below(3_000);
        let fate = if self.is_good { 15 } else { self.random.below(16) };
        if fate == 0 {
            self.tabs[id.tab].unknown[code] += 1;
            return self.push(0, id, attempt, What::Answer { code, answer: Err(ApiError::Offline) });
        }
        self.leaves(id, intent);
        self.tally.sent += 1;
        match fate {
            1 => self.push(soon, id, attempt, lost),
            2 => self.push(POST_LIMIT, id, attempt, lost),
            // The answer is lost, at once or after a long silence.
            3 | 4 => {
                self.push(soon, id, attempt, serve(false));
                let heard = if fate == 3 { soon + 10 } else { POST_LIMIT };
                self.push(heard, id, attempt, lost);
            }
            // Two copies, of which the second is answered: by the server, or by what limits the rate in front of it.
            5 | 6 => {
                self.push(soon, id, attempt, serve(false));
                self.push(soon + 20, id, attempt, serve(true));
            }
            7 => {
                self.push(soon, id, attempt, serve(false));
                self.push(soon + 20, id, attempt, answer(Answer::Limited));
            }
            // It arrives when the client has given up.
            8 | 9 => {
                let late = POST_LIMIT + self.random.below(60_000);
                self.push(late, id, attempt, serve(false));
                self.push(POST_LIMIT, id, attempt, lost);
            }
            // It counts, and what comes back is not the answer; or something else answers in the server's place.
            10 | 11 => {
                if fate == 10 {
                    self.push(soon, id, attempt, serve(false));
                }
                let garbage = self.random.pick(&[Answer::Portal, Answer::Empty, Answer::Failure]);
                self.push(soon + 10, id, attempt, answer(garbage));
            }
            12 => {
                let refusals = [Answer::Limited, Answer::Malformed, Answer::Forbidden, Answer::NoPage];
                let refused = self.random.pick(&refusals);
                self.push(soon, id, attempt, answer(refused));
            }
            _ => self.push(soon, id, attempt, serve(true)),
        }
    }

    /// What the answer says about the requests of this tab that are still unknown.
    pub fn learn(&mut self, tab: usize, code: usize, answer: Result<(), ApiError>) {
        let unknown = &mut self.tabs[tab].unknown[code];
        match answer {
            Err(ApiError::Unavailable | ApiError::Protocol) => {}
            Ok(()) | Err(ApiError::Refused(Refusal::Invalid)) => *unknown = 0,
            Err(_) => *unknown = unknown.saturating_sub(1),
        }
    }
}
