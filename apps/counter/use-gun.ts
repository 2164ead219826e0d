import { useEffect, useRef } from "react";
import { makeGun } from "./gun.ts";

/** A scanner gun works on every screen, whatever has the focus. */
export function useGun(onScan: (text: string) => void): void {
  const heard = useRef(onScan);
  heard.current = onScan;
  useEffect(() => {
    const gun = makeGun((text) => heard.current(text));
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { key, code, shiftKey, timeStamp: at } = event;
      const capsLock = event.getModifierState?.("CapsLock") ?? false;
      if (!gun({ key, code, shiftKey, capsLock, at })) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener("keydown", listen, true);
    return () => removeEventListener("keydown", listen, true);
  }, []);
}
