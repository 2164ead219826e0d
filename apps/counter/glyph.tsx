const shapes = {
  scan:
    "M4 8V6a2 2 0 0 1 2-2h2M16 4h2a2 2 0 0 1 2 2v2M20 16v2a2 2 0 0 1-2 2h-2M8 20H6"
    + "a2 2 0 0 1-2-2v-2M4 12h16",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  gear:
    "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM9 19.2"
    + "a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
  camera: "M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
  keys:
    "M5 5h3v3H5zM10.5 5h3v3h-3zM16 5h3v3h-3zM5 10.5h3v3H5zM10.5 10.5h3v3h-3z"
    + "M16 10.5h3v3h-3zM10.5 16h3v3h-3z",
  erase: "M9 6h11v12H9l-6-6zM12.5 9.5l5 5m0-5l-5 5",
  undo: "M4 9h10a5.5 5.5 0 0 1 0 11H9M4 9l4.5-4.5M4 9l4.5 4.5",
  light: "M13 3L5 14h6l-1 7 9-12h-6z",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  eye:
    "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15"
    + "a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  bag: "M5 8h14l1 12H4zM9 8V6.5a3 3 0 0 1 6 0V8M9 13l2.2 2.2L15.5 11",
  stamp: "M9.5 13c0-2.6-1.5-3-1.5-5a4 4 0 0 1 8 0c0 2-1.5 2.4-1.5 5H18v4H6v-4zM5 20.5h14",
  again: "M20 12a8 8 0 1 1-2.5-5.8M20 4v4.5h-4.5",
  till: "M4 10h16v9H4zM7 10V5h10v5M7 14h.01M10.5 14h.01M14 14h.01M4 16.5h16",
  cash: "M3 7h18v10H3zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6 10v.01M18 14v.01",
  card: "M3 6h18v12H3zM3 10h18M6.5 14.5h4",
  receipt: "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6",
  gun: "M3 6h14a3 3 0 0 1 0 6h-5l-1.5 6H6.5L8 12H3zM20 6l1.5-1.5M21 9h1.5M20 12l1.5 1.5",
} as const;

export type GlyphName = keyof typeof shapes;

/** Line icons that only the counter needs, drawn like those of the kit. */
export function Glyph({ name, size = 24 }: { name: GlyphName; size?: number }) {
  return (
    <svg className="b-icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
