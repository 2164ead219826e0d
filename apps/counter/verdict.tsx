import type { ReactNode } from "react";

export type Tone = "good" | "bad" | "wait";

/** Each verdict has its own outline too, for those who do not tell the colours apart. */
const marks: Record<Tone, ReactNode> = {
  good: (
    <>
      <circle cx="60" cy="60" r="56" className="mark-ground" />
      <path d="M34 62l18 18 36-40" className="mark-line" />
    </>
  ),
  bad: (
    <>
      <path d="M38 4h44l34 34v44l-34 34H38L4 82V38z" className="mark-ground" />
      <path d="M42 42l36 36M78 42L42 78" className="mark-line" />
    </>
  ),
  wait: (
    <>
      <path d="M60 6l57 104H3z" className="mark-ground" />
      <path d="M60 46v30M60 92v.5" className="mark-line" />
    </>
  ),
};

interface VerdictProps {
  tone: Tone;
  title: string;
  text: string;
  acts: ReactNode;
  children?: ReactNode;
}

/** The whole screen says one thing, in colour and in shape. */
export function Verdict({ tone, title, text, acts, children }: VerdictProps) {
  return (
    <div className={`app desk verdict verdict-${tone}`}>
      <main className="verdict-body">
        <div className="verdict-head" role={tone === "good" ? "status" : "alert"}>
          <svg className="verdict-mark" viewBox="0 0 120 120" aria-hidden="true">
            {marks[tone]}
          </svg>
          <h1>{title}</h1>
          {text ? <p>{text}</p> : null}
        </div>
        {children}
      </main>
      <footer className="desk-acts">{acts}</footer>
    </div>
  );
}
