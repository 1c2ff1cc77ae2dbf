//! What something would cost: the answer to a dry run.

use std::fmt;

use serde::Deserialize;
use serde_json::{Number, Value};

/// A price, as the service quoted it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "Value")]
pub struct Quote {
    /// In the service's compute units, digit for digit as it wrote them.
    cost: Number,
    /// What is taken off, where something is.
    discount: Option<Number>,
}

impl Quote {
    /// The price in compute units.
    pub fn units(&self) -> f64 {
        self.cost.as_f64().unwrap_or(f64::INFINITY)
    }

    /// The discount the service speaks of, in compute units.
    pub fn discount(&self) -> Option<&Number> {
        self.discount.as_ref()
    }

    /// The price, digit for digit as quoted.
    pub fn cost(&self) -> &Number {
        &self.cost
    }
}

impl fmt::Display for Quote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} CU", self.cost)?;
        match &self.discount {
            Some(discount) => write!(f, " (Scenario speaks of a discount of {discount} CU)"),
            None => Ok(()),
        }
    }
}

impl TryFrom<Value> for Quote {
    type Error = &'static str;

    fn try_from(answer: Value) -> Result<Self, Self::Error> {
        let number = |value: &Value| value.as_number().cloned();
        // The guide's sample nests it; recorded answers do not.
        let nested = &answer["creativeUnits"]["estimatedCreativeUnits"];
        let cost = number(&answer["creativeUnitsCost"]).or_else(|| number(nested));
        let discount = number(&answer["creativeUnitsDiscount"]);
        Ok(Self {
            cost: cost.ok_or("it names no creativeUnitsCost")?,
            discount: discount.filter(|discount| discount.as_f64() != Some(0.0)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_shown_digit_for_digit() {
        for (json, shown) in [
            (r#"{"creativeUnitsCost":150,"creativeUnitsDiscount":0,"costDetails":{}}"#, "150 CU"),
            (r#"{"creativeUnitsCost":10.75}"#, "10.75 CU"),
            (r#"{"creativeUnits":{"estimatedCreativeUnits":7}}"#, "7 CU"),
        ] {
            assert_eq!(serde_json::from_str::<Quote>(json).unwrap().to_string(), shown);
        }
        assert!(serde_json::from_str::<Quote>(r#"{"job":{}}"#).is_err());
    }
}
