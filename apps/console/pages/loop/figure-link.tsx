import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import { EventsDrawer } from "./events-drawer.tsx";
import { figureLabel, figureText, type LoopFilter } from "./figures.ts";

interface Opened {
  readonly figure: string;
  readonly label: string;
  readonly filter: LoopFilter;
}

type Open = (opened: Opened) => void;

const OpenContext = createContext<Open>(() => undefined);

/** Around figures that open to their events. */
export function EventsPlace({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [shown, setShown] = useState(false);
  const open = useMemo<Open>(
    () => (next) => {
      setOpened(next);
      setShown(true);
    },
    [],
  );
  return (
    <OpenContext value={open}>
      {children}
      {opened ? (
        <EventsDrawer {...opened} open={shown} onClose={() => setShown(false)} />
      ) : null}
    </OpenContext>
  );
}

export function useOpenEvents(): Open {
  return useContext(OpenContext);
}

interface FigureLinkProps {
  readonly figure: string;
  readonly value: number | null | undefined;
  /** Null: the row has no name to narrow by, so the figure is only shown. */
  readonly filter: LoopFilter | null;
  readonly className?: string;
}

/** A figure that can be opened. */
export function FigureLink({ figure, value, filter, className = "" }: FigureLinkProps) {
  const brand = useBrand();
  const { t } = useText();
  const open = useOpenEvents();
  const shown = figureText(figure, value, brand);
  if (filter === null || value === null || value === undefined) {
    return <span className={`c-figure ${className}`}>{shown}</span>;
  }
  const label = t(figureLabel(figure));
  return (
    <button
      type="button"
      className={`c-figure c-figure-link ${className}`}
      aria-label={`${label} ${shown} · ${t("boss.opens")}`}
      onClick={() => open({ figure, label, filter })}
    >
      {shown}
    </button>
  );
}
