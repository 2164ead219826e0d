import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

export function Spinner() {
  return <span className="b-spinner" aria-hidden="true" />;
}

/** Grey shapes in the place of what is being loaded; `label` is what a screen reader hears. */
export function Skeleton({ rows = 3, label }: { rows?: number; label: string }) {
  return (
    <div className="b-skeleton" role="status">
      <span className="b-hidden">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="b-skeleton-row" aria-hidden="true" />
      ))}
    </div>
  );
}

interface EmptyProps {
  icon?: IconName;
  title: string;
  /** What to do next. An empty place never ends there. */
  next?: string;
  action?: ReactNode;
}

export function Empty({ icon = "leaf", title, next, action }: EmptyProps) {
  return (
    <div className="b-empty">
      <span className="b-empty-mark">
        <Icon name={icon} size={30} />
      </span>
      <p className="b-empty-title">{title}</p>
      {next ? <p className="b-empty-next">{next}</p> : null}
      {action}
    </div>
  );
}

/** A line that says what is wrong and what to do next. */
export function Notice({ tone = "bad", title, next, action }: NoticeProps) {
  return (
    <div className={`b-notice b-notice-${tone}`} role={tone === "bad" ? "alert" : "status"}>
      <p>
        <strong>{title}</strong>
        {next ? <span> {next}</span> : null}
      </p>
      {action}
    </div>
  );
}

interface NoticeProps {
  tone?: "bad" | "warn" | "good" | "calm";
  title: string;
  next?: string;
  action?: ReactNode;
}
