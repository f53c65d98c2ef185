//! An interrupted program leaves nothing half-written: what is unfinished is removed.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// Files and folders that are being made, in the order they were begun.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// What shells report for a program that SIGINT ended.
const INTERRUPTED: i32 = 130;

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Has a file or folder removed if the program is interrupted from now on.
pub(super) fn guard(path: &Path) {
    static HANDLER: Once = Once::new();
    // Where no handler can be set, an interrupt leaves a hidden temporary file: no reason to refuse the work.
    HANDLER.call_once(|| drop(ctrlc::set_handler(leave)));
    unfinished().push(path.to_owned());
}

/// Ends the guard: the file or folder is finished, or gone.
pub(super) fn release(path: &Path) {
    unfinished().retain(|known| known != path);
}

/// Runs in a thread of its own. The lock is kept, so that nothing is begun or finished meanwhile.
fn leave() {
    let unfinished = unfinished();
    for path in unfinished.iter().rev() {
        // A folder is removed only if it is empty.
        if std::fs::remove_file(path).is_err() {
            let _ = std::fs::remove_dir(path);
        }
    }
    std::process::exit(INTERRUPTED);
}
