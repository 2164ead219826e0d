import { Button } from "antd";
import type { ReactNode } from "react";
import { problemText } from "../api.ts";
import { useText } from "../text.ts";

interface NoteProps {
  readonly title: string;
  readonly next?: string;
  readonly action?: { readonly label: string; run(): void };
  readonly tone?: "bad" | "plain";
  readonly children?: ReactNode;
}

/** What is the matter, and what to do next. */
export function Note({ title, next, action, tone = "bad", children }: NoteProps) {
  return (
    <div className={`c-note c-note-${tone}`} role={tone === "bad" ? "alert" : undefined}>
      <strong>{title}</strong>
      {next ? <p>{next}</p> : null}
      {children}
      {action ? <Button onClick={action.run}>{action.label}</Button> : null}
    </div>
  );
}

/** Any error as title and next step. */
export function ErrorNote({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useText();
  const { title, next } = problemText(error);
  return (
    <Note
      title={title}
      next={next}
      {...(again ? { action: { label: t("kit.retry"), run: again } } : {})}
    />
  );
}

interface EmptyProps {
  readonly title: string;
  readonly next?: string;
  readonly children?: ReactNode;
}

/** An empty place that says how to fill it. */
export function Empty({ title, next, children }: EmptyProps) {
  return (
    <div className="c-empty">
      <strong>{title}</strong>
      {next ? <p>{next}</p> : null}
      {children}
    </div>
  );
}
