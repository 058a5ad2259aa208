//! The history as it is shown: the records by month, written for the reader.

use crate::browser::intl::Format;
use crate::settings::Settings;
use points_core::api::history_point::{PAGE, Record};
use points_core::history::{State, months};

#[derive(Default)]
pub struct HistoryList {
    pub months: Vec<Month>,
    /// The key of the first row that the newest page brought: the customer goes on reading there.
    pub first_new: Option<String>,
}

pub struct Month {
    pub name: String,
    /// Empty where it is not known.
    pub total: String,
    pub rows: Vec<Row>,
}

#[derive(Clone, Default)]
pub struct Row {
    /// Tells it from the others.
    pub key: String,
    pub product: String,
    pub points: Option<String>,
    pub date: Option<String>,
    pub counted: bool,
    pub code: String,
}

impl Month {
    /// The keys of its rows, in order.
    pub fn keys(&self) -> Vec<String> {
        self.rows.iter().map(|row| row.key.clone()).collect()
    }
}

impl HistoryList {
    pub fn month(&self, name: &str) -> Option<&Month> {
        self.months.iter().find(|month| month.name == name)
    }

    pub fn row(&self, key: &str) -> Option<&Row> {
        self.months.iter().flat_map(|month| &month.rows).find(|row| row.key == key)
    }

    pub fn of(settings: &Settings, state: &State) -> HistoryList {
        let mut list = HistoryList::default();
        let State::Ready { rows, page, more, in_order, .. } = state else { return list };
        let format = Format::of(settings);
        let no_date = settings.messages.no_date();
        let name = |millis: Option<f64>| millis.map_or(no_date.to_owned(), |millis| format.month(millis));
        let first_of_page = PAGE * (*page as usize).saturating_sub(1);
        let mut index = 0;
        for month in months(rows, *more, *in_order, name) {
            let mut rows = Vec::new();
            for record in month.rows {
                let row = Row::of(&format, record, index);
                if index == first_of_page && index > 0 {
                    list.first_new = Some(row.key.clone());
                }
                index += 1;
                rows.push(row);
            }
            let total = month.total.filter(|total| *total > 0.0).map(|total| format.earned(total));
            list.months.push(Month { name: month.name, total: total.unwrap_or_default(), rows });
        }
        list
    }
}

impl Row {
    /// `index` stands for the id of a record that has none.
    fn of(format: &Format, record: &Record, index: usize) -> Row {
        let product = record.product_name.as_deref().or(record.product_code.as_deref());
        Row {
            key: record.id.clone().unwrap_or_else(|| ["#", &index.to_string()].concat()),
            product: product.unwrap_or(format.messages.no_product()).to_owned(),
            points: record.score.filter(|_| record.counted).map(|score| format.earned(score)),
            date: record.created_at.map(|millis| format.day_time(millis)), // the month's heading has the year
            counted: record.counted,
            code: record.code.clone().unwrap_or_default(),
        }
    }
}
