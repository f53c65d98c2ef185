// Where the picture lies on the screen: moved by (x, y), scaled by k.

/** The height of what lies over the foot of the graph. */
const CONTROLS = 56;

export class Viewport {
  x = 0;
  y = 0;
  k = 1;

  static readonly NEAREST = 5;
  static readonly FARTHEST = 0.02;

  toPicture(x: number, y: number): [number, number] {
    return [(x - this.x) / this.k, (y - this.y) / this.k];
  }

  /** Scales about a point of the screen. */
  zoom(by: number, x: number, y: number): void {
    const k = Math.max(Viewport.FARTHEST, Math.min(Viewport.NEAREST, this.k * by));
    this.x = x - ((x - this.x) * k) / this.k;
    this.y = y - ((y - this.y) * k) / this.k;
    this.k = k;
  }

  /** Shows a rectangle of the picture in the middle of the screen, between `head` and the controls, no larger than `most`. */
  frame(box: [number, number, number, number], w: number, h: number, most: number, least: number, margin: number, head = 0): void {
    const [x0, y0, x1, y1] = box;
    const room = Math.max(60, h - CONTROLS - head);
    const fit = Math.min((w - 2 * margin) / (x1 - x0 || 1), (room - 2 * margin) / (y1 - y0 || 1));
    this.k = Math.max(Viewport.FARTHEST, least, Math.min(most, fit));
    this.x = w / 2 - (this.k * (x0 + x1)) / 2;
    this.y = head + room / 2 - (this.k * (y0 + y1)) / 2;
  }
}
