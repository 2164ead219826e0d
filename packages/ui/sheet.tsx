import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { Icon } from "./icon.tsx";

interface SheetProps {
  title: string;
  closeLabel: string;
  onClose(): void;
  children: ReactNode;
  /** Fills the screen, for what is shown to another person. */
  full?: boolean;
}

const focusable =
  "a[href],button:not([disabled]),input:not([disabled]),select,textarea,[tabindex='0']";

/** A dialog from the bottom edge on a phone, in the middle on a wide screen. Keeps the focus. */
export function Sheet({ title, closeLabel, onClose, children, full }: SheetProps) {
  const titleId = useId();
  const panel = useRef<HTMLDivElement>(null);
  useModal(panel);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") onClose();
    if (event.key === "Tab" && panel.current) keepFocus(event, panel.current);
  }

  return createPortal(
    <div className={`b-sheet-place ${full ? "b-sheet-full" : ""}`} onKeyDown={onKeyDown}>
      <div className="b-sheet-shade" onClick={onClose} />
      <div
        ref={panel}
        className="b-sheet"
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
      >
        <header className="b-sheet-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="b-icon-button" onClick={onClose} aria-label={closeLabel}>
            <Icon name="close" size={22} />
          </button>
        </header>
        <div className="b-sheet-body">{children}</div>
      </div>
    </div>,
    document.body,
  );
}

/** Moves the focus in, hides the page behind from readers and scrolling, and gives both back. */
function useModal(panel: { readonly current: HTMLDivElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    const page = document.getElementById("root");
    page?.setAttribute("aria-hidden", "true");
    document.body.classList.add("b-no-scroll");
    const first = panel.current?.querySelector<HTMLElement>("[data-first]") ?? panel.current;
    first?.focus();
    return () => {
      page?.removeAttribute("aria-hidden");
      document.body.classList.remove("b-no-scroll");
      if (before instanceof HTMLElement) before.focus();
    };
  }, [panel]);
}

function keepFocus(event: KeyboardEvent, panel: HTMLElement): void {
  const stops = [...panel.querySelectorAll<HTMLElement>(focusable)];
  const first = stops[0];
  const last = stops[stops.length - 1];
  if (!first || !last) return;
  const at = document.activeElement;
  if (event.shiftKey && (at === first || at === panel)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && at === last) {
    event.preventDefault();
    first.focus();
  }
}
