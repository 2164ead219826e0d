import type { ReactNode } from "react";

interface FigureProps {
  label: string;
  /** Already formatted; "—" where there is nothing to divide by. */
  value: string;
  note?: ReactNode;
  tone?: "good" | "bad";
}

/** One figure with its name. */
export function Figure({ label, value, note, tone }: FigureProps) {
  return (
    <div className={`b-figure ${tone ? `b-figure-${tone}` : ""}`}>
      <span className="b-figure-label">{label}</span>
      <strong className="b-figure-value">{value}</strong>
      {note ? <span className="b-figure-note">{note}</span> : null}
    </div>
  );
}
