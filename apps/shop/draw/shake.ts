import { useEffect, useRef, useState } from "react";

interface MotionAsk {
  requestPermission?(): Promise<"granted" | "denied">;
}

/** A phone tells motion to secure pages only; others have the button alone. */
const hasMotion = (): boolean =>
  isSecureContext && "DeviceMotionEvent" in globalThis && matchMedia("(pointer: coarse)").matches;

// Metres per second squared beyond rest: a shake, not a step. Two of them within a second.
const strong = 14;
const withinMs = 1_000;
const restMs = 1_500;

export interface Shake {
  /** False: this phone or connection has no motion; nothing is offered. */
  readonly isThere: boolean;
  readonly isOn: boolean;
  readonly isDenied: boolean;
  toggle(): void;
}

/** An extra beside the button: two quick shakes do what a tap on it does. */
export function useShake(onShake: () => void): Shake {
  const [isThere] = useState(hasMotion);
  const [isOn, setOn] = useState(false);
  const [isDenied, setDenied] = useState(false);
  const act = useRef(onShake);
  act.current = onShake;

  useEffect(() => {
    if (!isOn) return undefined;
    let first = 0;
    let rest = 0;
    const onMotion = ({ acceleration: a }: DeviceMotionEvent): void => {
      const force = Math.hypot(a?.x ?? 0, a?.y ?? 0, a?.z ?? 0);
      const at = performance.now();
      if (force < strong || at < rest) return;
      if (at - first > withinMs || at - first < 120) {
        if (at - first > withinMs) first = at;
        return;
      }
      rest = at + restMs;
      act.current();
    };
    addEventListener("devicemotion", onMotion);
    return () => removeEventListener("devicemotion", onMotion);
  }, [isOn]);

  async function turnOn(): Promise<void> {
    const ask = DeviceMotionEvent as unknown as MotionAsk;
    const answer = await ask.requestPermission?.().catch(() => "denied" as const);
    setDenied(answer === "denied");
    setOn(answer !== "denied");
  }

  return { isThere, isOn, isDenied, toggle: () => (isOn ? setOn(false) : void turnOn()) };
}
