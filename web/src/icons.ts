// Signs that tell types without colour, on a square of 16, filled by the even-odd rule.

export const ICONS: Record<string, string> = {
  person: "M8 8a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 8 8zM2 14.4c0-3.2 2.6-5.2 6-5.2s6 2 6 5.2z",
  building:
    "M2.5 14.5V2h6.5v12.5zM10 14.5V6h3.7v8.5zM4.3 4h1.2v1.3H4.3zM6.4 4h1.2v1.3H6.4zM4.3 6.6h1.2v1.3H4.3zM6.4 6.6h1.2v1.3H6.4zM4.3 9.2h1.2v1.3H4.3zM6.4 9.2h1.2v1.3H6.4zM11.3 8h1.2v1.3h-1.2zM11.3 10.6h1.2v1.3h-1.2z",
  flag: "M2.5 1.5H4v13H2.5zM5 2.5c2.8-1.6 5 1.6 9 0V9.3c-4 1.6-6.2-1.6-9 0z",
  pin: "M8 1.2a5 5 0 0 0-5 5c0 3.6 5 8.8 5 8.8s5-5.2 5-8.8a5 5 0 0 0-5-5zM8 8.2a2 2 0 1 1 0-4 2 2 0 0 1 0 4z",
  document: "M3 1.3h6.7L13 4.6v10.1H3zM5 6.8h6V8H5zM5 9.2h6v1.2H5zM5 11.6h4v1.2H5z",
  group:
    "M5.3 7.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM11.2 7.6a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM.8 13.6c0-2.9 1.9-4.8 4.5-4.8s4.5 1.9 4.5 4.8zM10.8 13.6c0-2-.6-3.5-1.7-4.5.6-.3 1.3-.4 2.1-.4 2.4 0 4.1 1.8 4.1 4.9z",
  event: "M2.2 3.2h11.6v11H2.2zM3.7 6.6v6.1h8.6V6.6zM4.6 1.6h1.5v2.8H4.6zM9.9 1.6h1.5v2.8H9.9zM5 8h2.2v2.2H5z",
  text: "M2.5 3.2h11v1.6h-11zM2.5 7.2h11v1.6h-11zM2.5 11.2h7v1.6h-7z",
  square: "M3 3h10v10H3zM5 5v6h6V5z",
  diamond: "M8 1.5L14.5 8 8 14.5 1.5 8z",
  star: "M8 1.3l2 4.4 4.8.5-3.6 3.2 1 4.7L8 11.7l-4.2 2.4 1-4.7L1.2 6.2 6 5.7z",
  triangle: "M8 2l6.5 11.5h-13z",
};
