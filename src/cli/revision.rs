//! Files of a git revision: `HEAD:graph/k-visa.json`, as `git show` names them.

use kgraph::error::{Error, Result};
use std::path::Path;
use std::process::{Command, Stdio};

/// Returns whether a path that is no file may name one of a revision.
pub(super) fn may_be(path: &Path) -> bool {
    let text = path.to_string_lossy();
    !path.exists() && text.split_once(':').is_some_and(|(revision, file)| !revision.is_empty() && !file.is_empty())
}

/// Reads a file of a revision with git.
pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    let name = path.to_string_lossy();
    let shown = Command::new("git")
        .args(["show", "--no-textconv", "--end-of-options", &*name])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| {
            Error::io(format!("cannot read `{name}`: there is no such file, and git did not run"), error)
        })?;
    if shown.status.success() {
        return Ok(shown.stdout);
    }
    let said = String::from_utf8_lossy(&shown.stderr);
    let said = said.lines().next().unwrap_or("it said nothing").trim_start_matches("fatal: ").to_owned();
    Err(Error::unsupported(
        format!("cannot read `{name}`: there is no such file, and git says: {said}"),
        "name a file, or a file of a revision as git does: REVISION:PATH, the path from the top of the repository",
    ))
}
