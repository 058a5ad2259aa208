//! What one case wants of the proxy, request by request.

use super::action::Action;

/// The first requests in their order, and all that follow.
#[derive(Clone, Debug)]
pub struct Script {
    first: std::collections::VecDeque<Action>,
    then: Action,
}

impl Script {
    pub fn always(then: Action) -> Script {
        Script { first: [].into(), then }
    }

    pub fn first<const N: usize>(first: [Action; N], then: Action) -> Script {
        Script { first: first.into(), then }
    }

    pub fn take(&mut self) -> Action {
        self.first.pop_front().unwrap_or_else(|| self.then.clone())
    }
}

impl From<Action> for Script {
    fn from(action: Action) -> Script {
        Script::always(action)
    }
}

#[derive(Clone, Debug)]
pub struct Plan {
    pub posts: Script,
    pub gets: Script,
    /// Instead of the usual answer to a preflight.
    pub preflight: Option<Action>,
    /// The connection of a preflight is closed, so that the POST gets a new one.
    pub fresh: bool,
}

impl Default for Plan {
    fn default() -> Plan {
        Plan { posts: Action::pass().into(), gets: Action::pass().into(), preflight: None, fresh: false }
    }
}

impl Plan {
    pub fn posts(self, script: impl Into<Script>) -> Plan {
        Plan { posts: script.into(), ..self }
    }

    pub fn gets(self, script: impl Into<Script>) -> Plan {
        Plan { gets: script.into(), ..self }
    }

    pub fn preflight(self, action: Action) -> Plan {
        Plan { preflight: Some(action), ..self }
    }

    pub fn fresh(self) -> Plan {
        Plan { fresh: true, ..self }
    }
}
