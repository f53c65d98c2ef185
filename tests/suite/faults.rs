//! What goes wrong outside the program: the old file stays whole, or the new one is whole; exit codes are as
//! documented; nothing half-written stays.

use crate::harness::{Kgraph, TempDir, kgraph, names_in, root};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const SMALL: &str = r#"{"nodes": [{"id": "a", "label": "Ann"}, {"id": "b"}], "edges": [{"source": "a", "relation": "knows", "target": "b"}]}"#;

/// A graph whose export takes a while, told from others by its relation.
fn large(relation: &str) -> String {
    let edge = |at| format!("{{\"source\": \"a\", \"relation\": \"{relation}\", \"target\": \"b\", \"n\": {at}}}");
    let edges: Vec<String> = (0..20_000).map(edge).collect();
    format!("{{\"nodes\": [{{\"id\": \"a\"}}, {{\"id\": \"b\"}}], \"edges\": [{}]}}", edges.join(",\n"))
}

/// A small file system in memory, until this is dropped.
struct Disk(PathBuf);

impl Disk {
    /// Mounts it in a folder; `None`, loudly, where that is not possible: it takes root.
    fn mount(folder: &Path, kib: usize) -> Option<Disk> {
        std::fs::create_dir_all(folder).unwrap();
        let size = format!("size={kib}k");
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder).stderr(Stdio::null());
        match command.status() {
            Ok(status) if status.success() => Some(Disk(folder.to_owned())),
            _ => {
                eprintln!("SKIPPED: a file system in memory cannot be mounted here; run the tests as root");
                None
            }
        }
    }

    fn make_read_only(&self) {
        let status = Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).status();
        assert!(status.unwrap().success());
    }

    fn names(&self) -> Vec<String> {
        names_in(&self.0)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

/// Every way to write a file or folder, with `OUT` where it goes.
const WRITES: &[&[&str]] = &[
    &["export", "g.json", "--dot", "-o", "OUT"],
    &["export", "g.json", "--graphml", "--threads", "2", "-o", "OUT"],
    &["export", "g.json", "--svg", "-o", "OUT"],
    &["export", "g.json", "--html", "-o", "OUT"],
    &["view", "g.json", "-o", "OUT"],
    &["merge", "g.json", "-o", "OUT"],
    &["check", "g.json", "--salvage", "-o", "OUT"],
    &["query", "MATCH (a)-[r]->(b) RETURN r, a, b", "-g", "g.json", "--format", "json", "--limit", "1000", "-o", "OUT"],
];

fn prepared(args: &[&str], out: &str, dir: &Path) -> Kgraph {
    kgraph(args.iter().map(|arg| arg.replace("OUT", out))).dir(dir)
}

#[test]
fn a_full_disk_leaves_the_old_file_and_nothing_else() {
    let dir = TempDir::new();
    let Some(disk) = Disk::mount(&dir.path().join("disk"), 64) else { return };
    let nodes: Vec<String> =
        (0..1500).map(|at| format!("{{\"id\": \"node {at} of a graph that does not fit\"}}")).collect();
    let edges: Vec<String> = (0..1499)
        .map(|at| format!("{{\"source\": \"node {at} of a graph that does not fit\", \"relation\": \"next\", \"target\": \"node {} of a graph that does not fit\"}}", at + 1))
        .collect();
    dir.write("g.json", format!("{{\"nodes\": [{}], \"edges\": [{}]}}", nodes.join(","), edges.join(",")));
    dir.write("disk/out", "the old file");
    // A picture of so many nodes takes minutes.
    for args in WRITES.iter().filter(|args| !args.contains(&"--svg") && !args.contains(&"--html") && args[0] != "view")
    {
        let ran = prepared(args, "disk/out", dir.path()).run().code(2).says("No space left");
        assert!(!ran.stderr.contains("panicked"), "{ran:#?}");
        assert_eq!(std::fs::read_to_string(dir.path().join("disk/out")).unwrap(), "the old file");
        assert_eq!(disk.names(), ["out"], "{args:?}");
    }
    for args in [&["export", "g.json", "--csv", "-o", "disk/new"][..], &["export", "g.json", "--all", "disk/all"]] {
        kgraph(args).dir(dir.path()).run().code(2).says("No space left");
        assert_eq!(disk.names(), ["out"], "{args:?}");
    }
}

#[test]
fn standard_output_that_takes_nothing_is_an_error() {
    let dir = TempDir::new();
    dir.write("g.json", SMALL);
    let reads: &[&[&str]] = &[
        &["export", "g.json", "--json"],
        &["export", "g.json", "--dot"],
        &["stats", "g.json"],
        &["show", "a", "-g", "g.json"],
        &["path", "a", "b", "-g", "g.json"],
        &["query", "MATCH (a) RETURN a", "-g", "g.json"],
        &["schema"],
        &["diff", "g.json", "g.json", "--format", "json"],
        &["check", "g.json", "--format", "json"],
        &["verify", "examples/articles", "--format", "json"],
        &["dupes", "-g", "g.json", "--format", "json"],
        &["merge", "g.json"],
        &["view", "g.json", "-o", "-"],
    ];
    for args in reads {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let ran = kgraph(*args).dir(if args[0] == "verify" { root() } else { dir.path() }).output(full).run();
        assert!(ran.code == 2 && ran.stderr.contains("No space left"), "{args:?}: {ran:#?}");
    }
}

#[test]
fn what_cannot_be_written_to_stays_as_it_is() {
    let dir = TempDir::new();
    dir.write("g.json", SMALL);
    let old = dir.write("old", "the old file");
    let mut permissions = old.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&old, permissions).unwrap();
    dir.write("folder/x", "");
    for args in WRITES {
        for (out, why) in [
            ("old", "ermission denied"),
            ("folder", "folder"),
            ("none/x", "No such file"),
            ("g.json/x", "Not a directory"),
        ] {
            prepared(args, out, dir.path()).run().code(2).says(why);
        }
        assert_eq!(std::fs::read_to_string(&old).unwrap(), "the old file");
        assert_eq!(dir.names(), ["folder", "g.json", "old"], "{args:?}");
    }
}

#[test]
fn a_disk_that_cannot_be_written_to_is_named() {
    let dir = TempDir::new();
    dir.write("g.json", SMALL);
    let Some(disk) = Disk::mount(&dir.path().join("disk"), 64) else { return };
    dir.write("disk/out", "the old file");
    disk.make_read_only();
    for args in WRITES {
        prepared(args, "disk/out", dir.path()).run().code(2).says("disk/out").says("Read-only file system");
        assert_eq!(disk.names(), ["out"]);
    }
    kgraph(["export", "g.json", "--csv", "-o", "disk/new"]).dir(dir.path()).run().code(2).says("Read-only");
}

#[test]
fn a_closed_standard_output_takes_nothing_and_spoils_nothing() {
    let dir = TempDir::new();
    dir.write("g.json", SMALL);
    let closed = |script: &str, args: &[&str]| kgraph(args).through(&["sh", "-c", script]).dir(dir.path()).run();
    // A file that is opened must not get the number of the stream that is closed.
    let out = "exec \"$0\" \"$@\" >&-";
    let both = "exec \"$0\" \"$@\" >&- 2>&-";
    let all = "exec \"$0\" \"$@\" <&- >&- 2>&-";
    for script in [out, both, all] {
        closed(script, &["export", "g.json", "--json", "-o", "out.json"]).code(0);
        assert!(std::fs::read_to_string(dir.path().join("out.json")).unwrap().contains("Ann"));
        closed(script, &["stats", "g.json"]).code(0);
        closed(script, &["check", "nowhere.json"]).code(2);
    }
}

fn start(dir: &TempDir, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kgraph"));
    command.args(args).current_dir(dir.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn a_killed_export_leaves_the_old_file_or_the_new_one() {
    let dir = TempDir::new();
    dir.write("g.json", large("new"));
    let mut killed = 0;
    for format in ["--json", "--graphml"] {
        assert!(start(&dir, &["export", "g.json", format, "-o", "whole"]).wait().unwrap().success());
        let whole = std::fs::read_to_string(dir.path().join("whole")).unwrap();
        for wait in 0..12 {
            dir.write("out", "the old file");
            let mut child = start(&dir, &["export", "g.json", format, "-o", "out", "-q"]);
            std::thread::sleep(Duration::from_millis(40 * wait));
            child.kill().unwrap();
            killed += usize::from(child.wait().unwrap().code().is_none());
            let text = std::fs::read_to_string(dir.path().join("out")).unwrap();
            assert!(text == "the old file" || text == whole, "{format}: {} bytes", text.len());
        }
        // What a killed one left does not stand in the way of the next.
        assert!(start(&dir, &["export", "g.json", format, "-o", "out"]).wait().unwrap().success());
        assert_eq!(std::fs::read_to_string(dir.path().join("out")).unwrap(), whole);
    }
    assert!(killed > 0);
}

#[test]
fn two_exports_to_one_file_leave_the_whole_of_one() {
    let dir = TempDir::new();
    dir.write("a.json", large("first"));
    dir.write("b.json", large("second"));
    let alone = |name: &str| {
        assert!(start(&dir, &["export", name, "--json", "-o", "alone"]).wait().unwrap().success());
        std::fs::read(dir.path().join("alone")).unwrap()
    };
    let wanted = [alone("a.json"), alone("b.json")];
    let mut children: Vec<Child> = (0..6)
        .map(|at| start(&dir, &["export", if at % 2 == 0 { "a.json" } else { "b.json" }, "--json", "-o", "out"]))
        .collect();
    let out = dir.path().join("out");
    let mut seen = 0;
    while children.iter_mut().any(|child| child.try_wait().unwrap().is_none()) {
        if let Ok(bytes) = std::fs::read(&out) {
            seen += 1;
            assert!(wanted.contains(&bytes), "{} bytes are neither", bytes.len());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(children.into_iter().all(|mut child| child.wait().unwrap().success()));
    assert!(seen > 0 || wanted.contains(&std::fs::read(&out).unwrap()));
    assert_eq!(dir.names(), ["a.json", "alone", "b.json", "out"]);
}

#[test]
fn an_input_that_changes_while_it_is_read_is_one_of_its_states_or_refused() {
    let dir = TempDir::new();
    let path = dir.write("g.json", large("first"));
    let outputs: Vec<Vec<u8>> = ["first", "other"]
        .iter()
        .map(|relation| {
            dir.write("g.json", large(relation));
            assert!(start(&dir, &["export", "g.json", "--json", "-o", "out"]).wait().unwrap().success());
            std::fs::read(dir.path().join("out")).unwrap()
        })
        .collect();
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            use std::io::{Seek, Write};
            let texts = [large("first"), large("other")];
            // In place, a piece at a time, and cut off before: the worst that an editor can do.
            for at in (0..2).cycle() {
                if stop.load(std::sync::atomic::Ordering::Relaxed) {
                    return;
                }
                let mut file = File::options().write(true).open(&path).unwrap();
                file.set_len(0).unwrap();
                file.rewind().unwrap();
                for piece in texts[at].as_bytes().chunks(200_000) {
                    file.write_all(piece).unwrap();
                    std::thread::sleep(Duration::from_millis(1));
                }
                drop(file);
                std::thread::sleep(Duration::from_millis(30));
            }
        });
        for _ in 0..12 {
            let _ = std::fs::remove_file(dir.path().join("out"));
            let ran = kgraph(["export", "g.json", "--json", "-o", "out"]).dir(dir.path()).run();
            match ran.code {
                0 => assert!(outputs.contains(&std::fs::read(dir.path().join("out")).unwrap())),
                2 => assert!(!dir.path().join("out").exists() && ran.stderr.contains("error"), "{ran:#?}"),
                code => panic!("exit {code}: {ran:#?}"),
            }
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}
