import type { ComponentProps, ReactNode } from "react";
import { Spinner } from "./feedback.tsx";

export type ButtonLook = "main" | "soft" | "plain" | "danger";

interface ButtonProps extends ComponentProps<"button"> {
  look?: ButtonLook;
  /** Work is under way: the button keeps its place and width and cannot be pressed again. */
  busy?: boolean;
  wide?: boolean;
  children: ReactNode;
}

export function Button({ look = "main", busy, wide, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(look, wide, rest.className)}
      disabled={rest.disabled === true || busy === true}
      aria-busy={busy === true ? true : undefined}
    >
      {busy ? <Spinner /> : null}
      <span className="b-button-text">{children}</span>
    </button>
  );
}

/** The look of a button for a link that acts as one. */
export function buttonClass(look: ButtonLook, wide?: boolean, more?: string): string {
  return ["b-button", `b-button-${look}`, wide ? "b-wide" : "", more ?? ""].join(" ").trim();
}
