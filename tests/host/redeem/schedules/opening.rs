//! How a schedule begins: the kind of server, browser and customers is drawn, and their widgets are opened.

use super::locks::Locks;
use super::random::Random;
use super::server::{CODES, Server};
use super::tally::Tally;
use super::world::{Id, Tab, Told, Widget, World, index};
use crate::support::phone;
use points_core::contact::Contact;
use points_core::redeem::Event;
use points_core::redeem::interpreter::Redeeming;
use std::sync::LazyLock;

static CONTACTS: LazyLock<[Contact; 2]> = LazyLock::new(|| {
    ["0867123456", "0867123457"].map(|text| Contact { phone: Some(phone(text)), ..Contact::default() })
});

impl World {
    pub fn new(seed: u64) -> World {
        let mut random = Random::new(seed);
        let lag = if random.one_in(2) { 0 } else { random.below(30_000) };
        let server = Server::new(random.one_in(2), random.one_in(8), lag, random.one_in(32));
        let mut contacts = CONTACTS.clone();
        if random.one_in(16) {
            contacts[0] = Contact::default(); // of nobody there is a history
        }
        let mut world = World {
            seed,
            now: 0,
            clock: 0.0,
            queue: Vec::new(),
            server,
            locks: Locks::default(),
            tabs: Vec::new(),
            lives: 0,
            keys: 0,
            contacts,
            has_locks: !random.one_in(4),
            has_storage: !random.one_in(4),
            is_good: false,
            tally: Tally::default(),
            random,
        };
        let tabs = 1 + world.random.index(2);
        for tab in 0..=tabs {
            let customer = usize::from(tab == tabs);
            if customer == 0 || world.random.one_in(2) {
                let stored = Vec::new();
                let unknown = [0; CODES.len()];
                world.tabs.push(Tab { customer, is_frozen: false, is_hidden: false, stored, unknown, widgets: vec![] });
                for seat in 0..=world.random.index(2) {
                    world.open(tab, seat);
                }
            }
        }
        world
    }

    /// A new widget in its seat. A code whose outcome is unknown is in its field.
    pub fn open(&mut self, tab: usize, seat: usize) {
        self.lives += 1;
        let id = Id { tab, seat, life: self.lives };
        let last = self.tabs[tab].stored.last().map(index);
        let widget = Widget { id, redeeming: Redeeming::default(), draft: last, told: Told::default() };
        let widgets = &mut self.tabs[tab].widgets;
        if seat < widgets.len() {
            widgets[seat] = widget;
        } else {
            widgets.push(widget);
        }
        if last.is_some() {
            self.apply(id, Event::Restore);
        }
    }
}
