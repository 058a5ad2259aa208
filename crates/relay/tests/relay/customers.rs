//! A thousand customers on a network that answers each POST twice or never: everybody ends with exactly the points they
//! should have, and everybody was told the truth.

use std::collections::HashMap;
use std::io::Write;
use std::sync::atomic::Ordering;
use std::time::Instant;

use points_core::api::{ApiError, Refusal};
use points_core::redeem::{Event, Notice, State};

use self::customer::{CUSTOMERS, Customer, phone};
use self::proxy::{Proxy, is_history_down};
use crate::harness::{Bench, Program};

mod customer;
mod proxy;

const THREADS: usize = 8;
const POINTS: u64 = 100;

/// The points that count, by code: whose they are, and how many.
type Truth = HashMap<String, (String, u64)>;

/// Of ten customers the second holds the same code as the first, and the third mistyped it.
fn code_of(number: usize, codes: &[String]) -> String {
    match number % 10 {
        1 => codes[number - 1].clone(),
        2 => format!("{}x", codes[number]),
        _ => codes[number].clone(),
    }
}

/// As the relay itself has it.
fn truth(relay: &Program) -> Truth {
    let mut truth = Truth::new();
    for record in relay.whole_history("").iter().filter(|record| record["status"] == 1) {
        let phone = record["contact"]["phones"][0]["value"].as_str().unwrap().to_owned();
        let code = record["code"].as_str().unwrap().to_owned();
        let twice = truth.insert(code, (phone, record["score"].as_u64().unwrap()));
        assert_eq!(twice, None, "a code that counts twice: {record}");
    }
    truth
}

/// Compares what a customer reads with the truth.
fn is_told_the_truth(customer: &Customer<'_>, truth: &Truth) {
    let holder = truth.get(customer.intent.code.as_str()).map(|(phone, _)| phone);
    let is_theirs = holder == Some(&phone(customer.number));
    let told = match &customer.state {
        State::Collected { .. } | State::Back(Notice::Yours(_)) => is_theirs,
        State::Back(Notice::Refused(Refusal::Used)) => holder.is_some() && !is_theirs,
        State::Back(Notice::Refused(Refusal::Invalid)) => customer.number % 10 == 2,
        State::Unconfirmed { checking, .. } => !checking,
        _ => false,
    };
    assert!(told, "{} heard {:?}, of {holder:?}: {:?}", customer.number, customer.heard, customer.state);
}

/// Whether nothing that came back could tell: no answer settles it, and the history has no record or could not be read.
fn cannot_know(customer: &Customer<'_>, truth: &Truth, is_good: bool) -> bool {
    let holder = truth.get(customer.intent.code.as_str()).map(|(phone, _)| phone);
    let is_theirs = holder == Some(&phone(customer.number));
    let is_readable = is_good || !is_history_down(customer.number);
    let settles = |answer: &Result<(), ApiError>| matches!(answer, Ok(()) | Err(ApiError::Refused(Refusal::Invalid)));
    let is_settled = customer.heard.iter().any(settles);
    // "Used" after a try of unknown outcome may mean that very try.
    let is_used = customer.heard == [Err(ApiError::Refused(Refusal::Used))];
    !(is_settled || is_used || is_theirs && is_readable)
}

/// Everybody at once, on a few threads; those who share a code are on different ones.
fn each(customers: &mut [Customer<'_>], step: impl Fn(&mut Customer<'_>) + Sync) {
    let mut shares: Vec<Vec<&mut Customer<'_>>> = (0..THREADS).map(|_| Vec::new()).collect();
    for customer in customers {
        shares[customer.number % THREADS].push(customer);
    }
    std::thread::scope(|scope| {
        for share in shares {
            scope.spawn(|| share.into_iter().for_each(&step));
        }
    });
}

fn in_doubt(customers: &[Customer<'_>]) -> Vec<usize> {
    let unconfirmed = customers.iter().filter(|customer| matches!(customer.state, State::Unconfirmed { .. }));
    unconfirmed.map(|customer| customer.number).collect()
}

#[test]
fn a_thousand_customers_end_with_the_points_they_should_have_and_were_told_the_truth() {
    let began = Instant::now();
    let bench = Bench::new();
    let relay = bench.sandbox(&[]);
    let codes = bench.codes(CUSTOMERS);
    let proxy = Proxy::start(&relay.address);
    let mut customers: Vec<Customer<'_>> =
        (0..CUSTOMERS).map(|number| Customer::new(number, &code_of(number, &codes), &proxy)).collect();

    // The network is bad. Every other customer who does not know sends again at once.
    each(&mut customers, |customer| {
        customer.press(Event::Submit(customer.intent.clone()));
        if customer.number % 2 == 1 {
            customer.press(Event::SendAgain);
        }
        customer.press(Event::CheckAgain);
    });
    let bad = truth(&relay);
    customers.iter().for_each(|customer| is_told_the_truth(customer, &bad));
    let unknown = customers.iter().filter(|customer| cannot_know(customer, &bad, false));
    let unknown: Vec<usize> = unknown.map(|customer| customer.number).collect();
    assert_eq!(in_doubt(&customers), unknown, "those who cannot know, and nobody else");

    // The network is good: the history tells whose request had arrived.
    proxy.is_good.store(true, Ordering::SeqCst);
    each(&mut customers, |customer| customer.press(Event::CheckAgain));
    customers.iter().for_each(|customer| is_told_the_truth(customer, &bad));
    let checked = in_doubt(&customers);
    let unarrived = customers.iter().filter(|customer| cannot_know(customer, &bad, true));
    assert_eq!(checked, unarrived.map(|customer| customer.number).collect::<Vec<_>>());

    // The others send again, knowingly.
    each(&mut customers, |customer| customer.press(Event::SendAgain));
    let end = truth(&relay);
    customers.iter().for_each(|customer| is_told_the_truth(customer, &end));
    for number in in_doubt(&customers) {
        let (holder, _) = &end[customers[number].intent.code.as_str()];
        assert_ne!(*holder, phone(number), "in doubt to the end are only those whose code is another's");
        assert!(number % 10 < 2);
    }
    for (number, code) in codes.iter().enumerate() {
        match (number % 10, end.get(code)) {
            // The second has the first one's code, the third none.
            (1 | 2, found) => assert_eq!(found, None),
            (0, Some((holder, POINTS))) => assert!([phone(number), phone(number + 1)].contains(holder)),
            (_, found) => assert_eq!(found, Some(&(phone(number), POINTS))),
        }
    }
    let points: u64 = end.values().map(|(_, points)| points).sum();
    let expected = POINTS * (CUSTOMERS / 10 * 8) as u64;
    assert_eq!(points, expected);
    let posts = proxy.posts();
    // Written past the harness, which keeps what a test that passes prints.
    _ = writeln!(
        std::io::stderr(),
        "\n{CUSTOMERS} customers, {posts} POSTs, {} copies at the relay: {points} points of {expected}; unconfirmed {}, after \
         a check {}, after sending again {} (codes of others); {:.1} s",
        proxy.copies.load(Ordering::SeqCst),
        unknown.len(),
        checked.len(),
        in_doubt(&customers).len(),
        began.elapsed().as_secs_f64()
    );
}
