//! Points, boxes and curves.

use super::Xy;

pub(super) fn add(a: Xy, b: Xy) -> Xy {
    [a[0] + b[0], a[1] + b[1]]
}

pub(super) fn sub(a: Xy, b: Xy) -> Xy {
    [a[0] - b[0], a[1] - b[1]]
}

pub(super) fn scale(a: Xy, by: f64) -> Xy {
    [a[0] * by, a[1] * by]
}

pub(super) fn mix(a: Xy, b: Xy, t: f64) -> Xy {
    [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
}

pub(super) fn length(a: Xy) -> f64 {
    (a[0] * a[0] + a[1] * a[1]).sqrt()
}

/// A box by its centre and half its width and height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) centre: Xy,
    pub(super) half: Xy,
}

impl Rect {
    pub(super) fn new(centre: Xy, size: Xy) -> Self {
        Rect { centre, half: scale(size, 0.5) }
    }

    pub(super) fn grown(self, by: f64) -> Self {
        Rect { centre: self.centre, half: [self.half[0] + by, self.half[1] + by] }
    }

    pub(super) fn contains(&self, p: Xy) -> bool {
        (p[0] - self.centre[0]).abs() < self.half[0] && (p[1] - self.centre[1]).abs() < self.half[1]
    }

    pub(super) fn overlaps(&self, other: &Rect) -> bool {
        (self.centre[0] - other.centre[0]).abs() < self.half[0] + other.half[0]
            && (self.centre[1] - other.centre[1]).abs() < self.half[1] + other.half[1]
    }

    /// Returns whether a straight line from `a` to `b` passes through (Liang and Barsky 1984).
    pub(super) fn meets_line(&self, a: Xy, b: Xy) -> bool {
        let (mut from, mut to) = (0.0f64, 1.0f64);
        for axis in 0..2 {
            let step = b[axis] - a[axis];
            let (low, high) = (self.centre[axis] - self.half[axis], self.centre[axis] + self.half[axis]);
            if step.abs() < 1e-9 {
                if a[axis] <= low || a[axis] >= high {
                    return false;
                }
                continue;
            }
            let (near, far) = ((low - a[axis]) / step, (high - a[axis]) / step);
            from = from.max(near.min(far));
            to = to.min(near.max(far));
            if from >= to {
                return false;
            }
        }
        true
    }

    /// Returns the point where a line from the centre to `towards` leaves the box.
    pub(super) fn border(&self, towards: Xy) -> Xy {
        let step = sub(towards, self.centre);
        let part = |axis: usize| if step[axis] == 0.0 { f64::INFINITY } else { self.half[axis] / step[axis].abs() };
        let t = part(0).min(part(1));
        if t.is_finite() { add(self.centre, scale(step, t)) } else { self.centre }
    }
}

/// Returns the point of a cubic curve at `t`.
pub(super) fn cubic(p: &[Xy], t: f64) -> Xy {
    let (ab, bc, cd) = (mix(p[0], p[1], t), mix(p[1], p[2], t), mix(p[2], p[3], t));
    mix(mix(ab, bc, t), mix(bc, cd, t), t)
}

/// Returns the cubic curve that is the quadratic one from `a` to `b` with this control point.
pub(super) fn from_quadratic(a: Xy, control: Xy, b: Xy) -> [Xy; 4] {
    [a, mix(a, control, 2.0 / 3.0), mix(b, control, 2.0 / 3.0), b]
}

/// Turns a path of cubic curves into short straight lines.
pub(super) fn flatten(path: &[Xy], steps: usize) -> Vec<Xy> {
    let mut points = Vec::with_capacity(path.len() * steps / 3 + 1);
    points.extend(path.first());
    for at in (0..path.len().saturating_sub(3)).step_by(3) {
        points.extend((1..=steps).map(|step| cubic(&path[at..at + 4], step as f64 / steps as f64)));
    }
    points
}

/// Returns whether two straight lines cross between their ends.
pub(super) fn cross(a: Xy, b: Xy, c: Xy, d: Xy) -> bool {
    let side = |p: Xy, q: Xy, r: Xy| (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
    (side(a, b, c) > 0.0) != (side(a, b, d) > 0.0) && (side(c, d, a) > 0.0) != (side(c, d, b) > 0.0)
}
