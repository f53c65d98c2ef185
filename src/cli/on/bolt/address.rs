//! The address of a database: `bolt://[USER[:PASSWORD]@]HOST[:PORT][/DATABASE]`.

use crate::cli::on::launch::failed;
use kgraph::error::{Error, Result};
use std::fmt;

const FORM: &str = "write `bolt://HOST:PORT`, or `bolt://HOST:PORT/DATABASE`";

/// Where a database is, and who asks.
///
/// Neither its text nor its debug text has the password.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::cli::on) struct Address {
    /// `bolt`, `bolt+s` for TLS, `bolt+ssc` for TLS with a certificate that nobody vouches for.
    pub(super) scheme: &'static str,
    /// A name or an address; that of IPv6 without its brackets.
    pub(super) host: String,
    pub(super) port: u16,
    /// The server's own default where none is named.
    pub(super) database: Option<String>,
    pub(super) user: Option<String>,
    pub(super) password: Option<String>,
}

impl Address {
    /// Reads an address. No message repeats it whole, since it may hold a password.
    pub(in crate::cli::on) fn parse(text: &str) -> Result<Address> {
        let (scheme, rest) = text.split_once("://").ok_or_else(|| wrong("it does not begin with `bolt://`", FORM))?;
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "bolt" => "bolt",
            "bolt+s" => "bolt+s",
            "bolt+ssc" => "bolt+ssc",
            "neo4j" | "neo4j+s" | "neo4j+ssc" => {
                let same = scheme.to_ascii_lowercase().replace("neo4j", "bolt");
                let hint = format!(
                    "write `{same}://` with the address of one server; a cluster's read replicas and Aura take that too"
                );
                return Err(wrong(
                    "`neo4j` means that the client looks for a server of a cluster, which kgraph does not",
                    &hint,
                ));
            }
            "http" | "https" => {
                return Err(wrong(
                    "Bolt has a port of its own, other than that of the web page",
                    "write `bolt://HOST:7687`",
                ));
            }
            _ => return Err(wrong(&format!("`{scheme}` is no scheme that is known"), FORM)),
        };
        // A password with a bare `@` or `/` in it is cut off at the wrong place by every reader of such addresses.
        let (place, path) = match rest.split_once('/') {
            Some((place, path)) => (place, Some(path)),
            None => (rest, None),
        };
        let (who, place) = match place.rsplit_once('@') {
            Some((who, place)) => (Some(who), place),
            None => (None, place),
        };
        let (user, password) = match who.map(|who| who.split_once(':').map_or((who, None), |(a, b)| (a, Some(b)))) {
            None => (None, None),
            Some((user, password)) => {
                (Some(decoded(user)?).filter(|user| !user.is_empty()), password.map(decoded).transpose()?)
            }
        };
        if place.contains(['?', '#']) || path.is_some_and(|path| path.contains(['?', '#'])) {
            return Err(wrong("it has a `?` or `#`, and there are no options to give", FORM));
        }
        let database = match path {
            None | Some("") => None,
            Some(path) if path.trim_end_matches('/').contains('/') => {
                return Err(wrong("behind the database comes more; a `/` in a password is written `%2F`", FORM));
            }
            Some(path) => Some(decoded(path.trim_end_matches('/'))?),
        };
        let (host, port) = split_port(place)?;
        Ok(Address { scheme, host, port, database, user, password })
    }

    /// Adds what the environment says where the address says nothing.
    pub(super) fn or_else(mut self, user: Option<String>, password: Option<String>) -> Address {
        // A password belongs to the user beside it.
        if self.user.is_none() {
            self.user = user;
        }
        if self.password.is_none() {
            self.password = password;
        }
        self
    }

    /// Whether what is sent is encrypted.
    pub(super) fn is_encrypted(&self) -> bool {
        self.scheme != "bolt"
    }

    /// The address as the client takes it, without who asks and of which database.
    pub(super) fn server(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        format!("{}://{host}:{}", self.scheme, self.port)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.server())?;
        match &self.database {
            Some(database) => write!(f, "/{database}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

fn wrong(why: &str, hint: &str) -> Error {
    failed("bolt-address", format!("the address of `--on` cannot be used: {why}"), hint)
}

fn split_port(place: &str) -> Result<(String, u16)> {
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, port) = rest.split_once(']').ok_or_else(|| wrong("a `[` has no `]`", FORM))?;
            (host, if port.is_empty() { None } else { Some(port.strip_prefix(':').unwrap_or("?")) })
        }
        None => place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port))),
    };
    if host.is_empty() || host.contains(char::is_whitespace) {
        return Err(wrong("it names no host", FORM));
    }
    let port = match port {
        None => 7687,
        Some(port) => port.parse().ok().filter(|port| *port != 0).ok_or_else(|| {
            // Not what stands there: it may be half a password.
            wrong(
                "the port is no number from 1 to 65535",
                "a `@`, `/` or `:` in a password is written `%40`, `%2F`, `%3A`",
            )
        })?,
    };
    Ok((host.to_owned(), port))
}

/// Decodes `%40` and its like, as in every URL (RFC 3986, section 2.1).
fn decoded(text: &str) -> Result<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let hex = |byte: u8| char::from(byte).to_digit(16);
        rest = match (first, behind) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push((hex(*high).unwrap_or(0) * 16 + hex(*low).unwrap_or(0)) as u8);
                after
            }
            (b'%', _) => {
                return Err(wrong("a `%` has no two hexadecimal digits behind it", "write a `%` itself as `%25`"));
            }
            (byte, after) => {
                bytes.push(*byte);
                after
            }
        };
    }
    String::from_utf8(bytes).map_err(|_| wrong("what its `%` mean is no UTF-8", FORM))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Address {
        Address::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn addresses_are_taken_apart() {
        let whole = parsed("bolt://ann:p%40ss%2Fword@db.example:7688/stories");
        let some = |text: &str| Some(text.to_owned());
        let wanted = Address {
            scheme: "bolt",
            host: "db.example".to_owned(),
            port: 7688,
            database: some("stories"),
            user: some("ann"),
            password: some("p@ss/word"),
        };
        assert!(whole == wanted, "{whole}");
        let plain = parsed("BOLT+S://localhost/");
        assert_eq!((plain.scheme, plain.port, plain.database.is_none()), ("bolt+s", 7687, true));
        assert!(plain.is_encrypted() && !whole.is_encrypted());
        let six = parsed("bolt+ssc://[::1]:99");
        assert_eq!((six.host.as_str(), six.server().as_str()), ("::1", "bolt+ssc://[::1]:99"));
        assert!(parsed("bolt://ann:a@b@host").password == some("a@b"));
        assert!(parsed("bolt://:word@host").user.is_none());
    }

    #[test]
    fn who_asks_is_said_by_the_address_before_the_environment() {
        let env = || (Some("neo4j".to_owned()), Some("from-env".to_owned()));
        let who = |text: &str| {
            let address = parsed(text).or_else(env().0, env().1);
            format!("{} {}", address.user.unwrap_or_default(), address.password.unwrap_or_default())
        };
        assert_eq!(who("bolt://h"), "neo4j from-env");
        assert_eq!(who("bolt://ann@h"), "ann from-env");
        assert_eq!(who("bolt://ann:x@h"), "ann x");
        assert_eq!(who("bolt://ann:@h"), "ann ");
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        for (text, what) in [
            ("ann:s3cret@host", "bolt://"),
            ("neo4j://ann:s3cret@host", "write `bolt://` with"),
            ("neo4j+s://ann:s3cret@host", "write `bolt+s://` with"),
            ("http://ann:s3cret@host:7474", "port of its own"),
            ("blot://ann:s3cret@host", "`blot` is no scheme"),
            ("bolt://ann:s3cret@", "names no host"),
            ("bolt://ann:s3cret@host:x", "no number"),
            ("bolt://ann:s3cret@host:0", "no number"),
            ("bolt://ann:s3cret/x@host", "no number"),
            ("bolt://ann:s3cret@host/a/b", "`%2F`"),
            ("bolt://ann:s3cret@host/a?tls=1", "no options"),
            ("bolt://ann:s3cret%zz@host", "hexadecimal"),
            ("bolt://ann:s3cret@[::1", "`]`"),
            ("bolt://ann:s3cret@[::1]7687", "no number"),
        ] {
            let error = Address::parse(text).expect_err(text);
            let all = format!("{error} {error:?}");
            assert!(all.contains(what) && error.to_string().ends_with("(bolt-address)"), "{text}: {all}");
            assert!(!all.contains("s3cret"), "{text}: {all}");
        }
        let address = parsed("bolt://ann:s3cret@host/x");
        assert_eq!(format!("{address} {address:?}"), "bolt://host:7687/x Address(bolt://host:7687/x)");
    }
}
