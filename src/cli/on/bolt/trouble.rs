//! Saying what is wrong with the database, or with what it holds.

use super::address::Address;
use crate::cli::on::launch::failed;
use kgraph::error::Error;
use std::io;

/// How the graph gets there.
const LOAD: &str = "`kgraph export --cypher -o graph.cypher`, then `cypher-shell -f graph.cypher`, loads a graph";

/// Returns the first line of what a server or the line to it says, without the password, whatever it says.
fn told(words: &str, address: &Address) -> String {
    let words = words.lines().next().unwrap_or_default().trim();
    match address.password.as_deref().filter(|password| !password.is_empty()) {
        Some(password) => words.replace(password, "…"),
        None => words.to_owned(),
    }
}

pub(super) fn unreachable(why: &str, address: &Address) -> Error {
    let hint = "start the database, or mend host and port: Bolt's port is 7687 where nothing else was set up";
    failed("bolt-unreachable", format!("nobody answers at `{address}`: {}", told(why, address)), hint)
}

pub(super) fn not_bolt(why: &str, address: &Address) -> Error {
    let hint = match address.is_encrypted() {
        true => "is it the port of Bolt (7687), and not of the web page (7474)?",
        false => "is it the port of Bolt (7687), and not of the web page (7474)? One that wants TLS is `bolt+s://`",
    };
    let why = told(why, address);
    failed("bolt-protocol", format!("what answers at `{address}` does not speak Bolt as kgraph does: {why}"), hint)
}

pub(super) fn lost(why: &str, address: &Address) -> Error {
    let hint = "ask again; the server's log says why it hung up";
    failed("bolt-lost", format!("the connection to `{address}` was lost: {}", told(why, address)), hint)
}

pub(super) fn late(address: &Address) -> Error {
    failed("timeout", format!("`{address}` did not answer in time"), "raise `--timeout`, or ask for less")
}

pub(super) fn password(address: &Address) -> Error {
    let user = address.user.as_deref().unwrap_or("neo4j");
    let message = match address.password.as_deref().unwrap_or_default() {
        "" => format!("`{address}` wants a password of the user `{user}`, and none was given"),
        _ => format!("`{address}` does not take the user `{user}` with this password"),
    };
    let hint =
        "set NEO4J_USERNAME and NEO4J_PASSWORD, as Neo4j's own tools read them, or write `bolt://USER:PASSWORD@HOST`";
    failed("bolt-password", message, hint)
}

/// Words a failure of the line itself.
pub(super) fn line(error: &io::Error, address: &Address, has_answered: bool) -> Error {
    use io::ErrorKind as Kind;
    let why = error.to_string();
    match error.kind() {
        _ if has_answered => lost(&why, address),
        Kind::UnexpectedEof | Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe
            if !address.is_encrypted() =>
        {
            not_bolt(&format!("it hung up ({why})"), address)
        }
        Kind::InvalidData
        | Kind::UnexpectedEof
        | Kind::ConnectionReset
        | Kind::ConnectionAborted
        | Kind::BrokenPipe => {
            let hint = "`bolt+ssc://` takes a certificate that nobody vouches for, `bolt://` sends everything readable, the password too";
            failed("bolt-tls", format!("no encrypted connection to `{address}`: {}", told(&why, address)), hint)
        }
        _ => unreachable(&why, address),
    }
}

/// Words what the server says no to, by its own code (Neo4j's status codes, which its kin share).
pub(super) fn refused(code: &str, message: &str, address: &Address) -> Error {
    let message = told(message, address);
    let (_, rest) = code.split_once('.').unwrap_or_default();
    match rest {
        "ClientError.Security.Unauthorized" | "ClientError.Security.AuthenticationRateLimit" => password(address),
        "ClientError.Database.DatabaseNotFound" | "TransientError.Database.DatabaseUnavailable" => {
            let hint = "`SHOW DATABASES` in its own shell lists them; the address names one behind the port: `bolt://HOST:PORT/NAME`";
            let named = match &address.database {
                Some(database) => format!("there is no database `{database}` at `{}`", address.server()),
                None => format!("`{address}` has no database of its own choice"),
            };
            failed("bolt-database", format!("{named}: {message}"), hint)
        }
        _ if rest.starts_with("ClientError.Security.") => failed(
            "bolt-forbidden",
            format!("the user may not ask `{address}` this: {message} ({code})"),
            "reading is enough for kgraph",
        ),
        _ => {
            let hint = "`--explain` shows the query; not every database has the whole of openCypher";
            failed("bolt-refused", format!("`{address}` refuses the query: {message} ({code})"), hint)
        }
    }
}

pub(super) fn garbled(why: &str) -> Error {
    failed("bolt-value", format!("a value came back that cannot be read: {why}"), "")
}

/// Says that the database holds another graph than the one that is asked about.
pub(super) fn differs(address: &Address, there: [i64; 2], entities: i64, here: [i64; 2]) -> Error {
    if there == [0, 0] {
        return failed("bolt-empty", format!("`{address}` holds no graph"), LOAD);
    }
    if entities == 0 {
        let message = format!(
            "`{address}` holds a graph that another tool loaded: no node of it has the label `Entity` and an id"
        );
        return failed("bolt-foreign", message, LOAD);
    }
    let message = format!(
        "`{address}` holds {} nodes and {} edges, and the graph that is asked about has {} and {}",
        there[0], there[1], here[0], here[1]
    );
    let hint = "load that graph into a database of its own, or name the one that is there with `-g` or `--data`";
    failed("bolt-differs", message, hint)
}

/// Says that something came back that kgraph did not load.
pub(super) fn foreign(address: &Address, what: &str) -> Error {
    let hint = format!("load it with this kgraph: {LOAD}");
    failed("bolt-foreign", format!("`{address}` holds {what}"), &hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::parse(text).expect("a good address")
    }

    #[test]
    fn what_a_server_says_no_to_has_a_code() {
        let there = address("bolt://ann:s3cret@host/x");
        for (code, wanted) in [
            ("Neo.ClientError.Security.Unauthorized", "(bolt-password)"),
            ("Neo.ClientError.Security.Forbidden", "(bolt-forbidden)"),
            ("Neo.ClientError.Database.DatabaseNotFound", "no database `x` at `bolt://host:7687`"),
            ("Neo.ClientError.Statement.SyntaxError", "bad s… (Neo.ClientError.Statement.SyntaxError) (bolt-refused)"),
            ("", "(bolt-refused)"),
        ] {
            let error = refused(code, "bad s3cret\nand more", &there).to_string();
            assert!(error.contains(&wanted.replace("s…", "…")) && !error.contains("s3cret"), "{error}");
        }
    }

    #[test]
    fn a_line_that_breaks_is_told_by_when_it_broke() {
        let (plain, encrypted) = (address("bolt://host"), address("bolt+s://host"));
        let told = |kind: io::ErrorKind, address: &Address, has_answered| {
            line(&kind.into(), address, has_answered).to_string()
        };
        assert!(told(io::ErrorKind::ConnectionRefused, &plain, false).ends_with("(bolt-unreachable)"));
        assert!(told(io::ErrorKind::UnexpectedEof, &plain, false).ends_with("(bolt-protocol)"));
        assert!(told(io::ErrorKind::UnexpectedEof, &plain, true).ends_with("(bolt-lost)"));
        assert!(told(io::ErrorKind::InvalidData, &encrypted, false).ends_with("(bolt-tls)"));
        assert!(told(io::ErrorKind::ConnectionRefused, &encrypted, false).ends_with("(bolt-unreachable)"));
    }

    #[test]
    fn no_password_and_a_wrong_one_are_told_apart() {
        assert!(
            password(&address("bolt://host")).to_string().contains("user `neo4j`, and none was given (bolt-password)")
        );
        let wrong = password(&address("bolt://ann:s3cret@host")).to_string();
        assert!(
            wrong.contains("user `ann` with this password (bolt-password)") && !wrong.contains("s3cret"),
            "{wrong}"
        );
    }

    #[test]
    fn another_graph_than_the_one_asked_about_is_named() {
        let there = address("bolt://host");
        for (found, entities, code) in
            [([0, 0], 0, "bolt-empty"), ([5, 4], 0, "bolt-foreign"), ([5, 4], 5, "5 nodes and 4 edges")]
        {
            let error = differs(&there, found, entities, [3, 2]).to_string();
            assert!(error.contains(code), "{error}");
        }
    }
}
