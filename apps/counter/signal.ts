import { remember, remembered } from "./kept.ts";

export type Signal = "good" | "bad" | "warn" | "seen";

/** [hertz, starts after, lasts] in seconds. */
const tones: Record<Signal, readonly (readonly [number, number, number])[]> = {
  good: [[880, 0, 0.12], [1319, 0.13, 0.2]],
  bad: [[196, 0, 0.34]],
  warn: [[523, 0, 0.1], [523, 0.18, 0.1]],
  seen: [[1047, 0, 0.06]],
};

const shakes: Record<Signal, number | number[]> = {
  good: 60,
  bad: [140, 70, 140],
  warn: [70, 60, 70],
  seen: 20,
};

let audio: AudioContext | undefined;

export function isSoundOn(): boolean {
  return remembered<boolean>("sound") ?? true;
}

export function setSound(on: boolean): void {
  remember("sound", on);
}

/** Browsers give sound only after a touch: the first one on the page opens it. */
export function openSound(): void {
  const open = () => {
    audio ??= typeof AudioContext === "function" ? new AudioContext() : undefined;
    if (audio?.state === "suspended") void audio.resume();
  };
  addEventListener("pointerdown", open, { passive: true });
  // Not on every key: the first opening takes 100 ms, in the middle of a gun's burst.
  addEventListener("keydown", ({ key }) => key === "Enter" && open());
}

/** A result that is heard and felt, for staff who look at the member and not at the phone. */
export function signal(kind: Signal): void {
  if (!isSoundOn()) return;
  if ("vibrate" in navigator && navigator.userActivation?.hasBeenActive !== false) {
    navigator.vibrate(shakes[kind]);
  }
  if (!audio || audio.state !== "running") return;
  for (const [hertz, after, lasts] of tones[kind]) play(audio, hertz, after, lasts, kind);
}

function play(to: AudioContext, hertz: number, after: number, lasts: number, kind: Signal): void {
  const from = to.currentTime + after;
  const tone = to.createOscillator();
  const volume = to.createGain();
  tone.type = kind === "bad" ? "square" : "sine";
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0.0001, from);
  volume.gain.exponentialRampToValueAtTime(kind === "bad" ? 0.18 : 0.4, from + 0.012);
  volume.gain.exponentialRampToValueAtTime(0.0001, from + lasts);
  tone.connect(volume).connect(to.destination);
  tone.start(from);
  tone.stop(from + lasts + 0.02);
}
