//! A thousand customers on a network that delivers a POST twice or not at all: each ends with the points that are theirs
//! and reads on the screen what is true.

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

/// The successful records, by code: the customer's phone number and the points.
type Truth = HashMap<String, (String, u64)>;

/// The code that a customer types. Of ten, the second has the first one's code, and the third mistypes theirs.
fn code_of(number: usize, codes: &[String]) -> String {
    match number % 10 {
        1 => codes[number - 1].clone(),
        2 => format!("{}x", codes[number]),
        _ => codes[number].clone(),
    }
}

/// Reads the successful records from the relay.
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

/// Asserts that what the customer's screen says is true.
fn is_told_the_truth(customer: &Customer<'_>, truth: &Truth) {
    let holder = truth.get(customer.intent.code.as_str()).map(|(phone, _)| phone);
    let is_theirs = holder == Some(&phone(customer.number));
    let told = match customer.state() {
        State::Collected { .. } | State::FormWithNotice(Notice::Yours(_)) => is_theirs,
        State::FormWithNotice(Notice::Refused(Refusal::Used)) => holder.is_some() && !is_theirs,
        State::FormWithNotice(Notice::Refused(Refusal::Invalid)) => customer.number % 10 == 2,
        State::Unconfirmed { checking, .. } => !checking,
        _ => false,
    };
    assert!(told, "{} heard {:?}, of {holder:?}: {:?}", customer.number, customer.heard, customer.state());
}

/// Whether the customer has no means to know: no answer decides it, and the history has no record or cannot be read.
fn cannot_know(customer: &Customer<'_>, truth: &Truth, is_good: bool) -> bool {
    let holder = truth.get(customer.intent.code.as_str()).map(|(phone, _)| phone);
    let is_theirs = holder == Some(&phone(customer.number));
    let is_readable = is_good || !is_history_down(customer.number);
    let settles = |answer: &Result<(), ApiError>| matches!(answer, Ok(()) | Err(ApiError::Refused(Refusal::Invalid)));
    let is_settled = customer.heard.iter().any(settles);
    // After a request of unknown outcome, "used" may mean that very request.
    let is_used = customer.heard == [Err(ApiError::Refused(Refusal::Used))];
    !(is_settled || is_used || is_theirs && is_readable)
}

/// Runs `step` for all customers on a few threads; customers with the same code are on different threads.
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
    let unconfirmed = customers.iter().filter(|customer| matches!(customer.state(), State::Unconfirmed { .. }));
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

    // On the bad network. Every other customer whose outcome is unknown sends again at once.
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
    assert_eq!(in_doubt(&customers), unknown, "unconfirmed are those who cannot know, and no others");

    // On the good network, the history tells whose request had arrived.
    proxy.is_good.store(true, Ordering::SeqCst);
    each(&mut customers, |customer| customer.press(Event::CheckAgain));
    customers.iter().for_each(|customer| is_told_the_truth(customer, &bad));
    let checked = in_doubt(&customers);
    let unarrived = customers.iter().filter(|customer| cannot_know(customer, &bad, true));
    assert_eq!(checked, unarrived.map(|customer| customer.number).collect::<Vec<_>>());

    // Those who are still unconfirmed send again.
    each(&mut customers, |customer| customer.press(Event::SendAgain));
    let end = truth(&relay);
    customers.iter().for_each(|customer| is_told_the_truth(customer, &end));
    for number in in_doubt(&customers) {
        let (holder, _) = &end[customers[number].intent.code.as_str()];
        assert_ne!(
            *holder,
            phone(number),
            "at the end, unconfirmed are only those whose code another customer redeemed"
        );
        assert!(number % 10 < 2);
    }
    for (number, code) in codes.iter().enumerate() {
        match (number % 10, end.get(code)) {
            // No customer types these codes: the second has the first one's, the third mistypes theirs.
            (1 | 2, found) => assert_eq!(found, None),
            (0, Some((holder, POINTS))) => assert!([phone(number), phone(number + 1)].contains(holder)),
            (_, found) => assert_eq!(found, Some(&(phone(number), POINTS))),
        }
    }
    let points: u64 = end.values().map(|(_, points)| points).sum();
    let expected = POINTS * (CUSTOMERS / 10 * 8) as u64;
    assert_eq!(points, expected);
    let posts = proxy.posts();
    // Written to stderr directly, since the test harness captures what a passing test prints.
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
