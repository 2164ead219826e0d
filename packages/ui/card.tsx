import type { ReactNode } from "react";

interface CardProps {
  title?: ReactNode;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A sheet of paper on the ground, with an optional heading and something beside it. */
export function Card({ title, aside, className = "", children }: CardProps) {
  return (
    <section className={`b-card ${className}`}>
      {title === undefined ? null : (
        <header className="b-card-head">
          <h2>{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}
