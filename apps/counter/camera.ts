import { useEffect, useRef, useState, type RefObject } from "react";

export type CameraState =
  | "starting"
  | "live"
  /** No encryption, so the browser has no camera to give. */
  | "insecure"
  | "denied"
  | "absent"
  | "busy"
  | "failed";

export interface Camera {
  state: CameraState;
  /** Null: this camera has no lamp. */
  light: boolean | null;
  setLight(on: boolean): void;
  restart(): void;
}

/** The browser's camera exists on encrypted addresses (and localhost) only. */
export function hasLiveCamera(): boolean {
  return isSecureContext && Boolean(navigator.mediaDevices?.getUserMedia);
}

const pauseMs = 90;
const sideMost = 720;

/** Shows the back camera in `video` and reads codes from its middle until the screen is left. */
export function useCamera(
  video: RefObject<HTMLVideoElement | null>,
  onText: (text: string) => void,
): Camera {
  const [state, setState] = useState<CameraState>(hasLiveCamera() ? "starting" : "insecure");
  const [light, showLight] = useState<boolean | null>(null);
  const [round, setRound] = useState(0);
  const track = useRef<MediaStreamTrack>(undefined);
  const heard = useRef(onText);
  heard.current = onText;

  useEffect(() => {
    if (!hasLiveCamera()) return undefined;
    const live = { on: true };
    let stream: MediaStream | undefined;
    setState("starting");
    const start = async () => {
      const [decoder, opened] = await Promise.all([import("./decode.ts"), openCamera()]);
      stream = opened;
      const shown = video.current;
      if (!live.on || !shown) return stop(stream);
      track.current = stream.getVideoTracks()[0];
      showLight(hasLight(track.current) ? false : null);
      shown.srcObject = stream;
      await shown.play();
      setState("live");
      await watch(shown, live, decoder.decodeFrame, (text) => heard.current(text));
    };
    start().catch((thrown: unknown) => live.on && setState(stateOf(thrown)));
    return () => {
      live.on = false;
      if (stream) stop(stream);
    };
  }, [round, video]);

  function setLight(on: boolean): void {
    void track.current
      ?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
      .then(() => showLight(on));
  }

  return { state, light, setLight, restart: () => setRound((before) => before + 1) };
}

function openCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
  });
}

async function watch(
  video: HTMLVideoElement,
  live: { on: boolean },
  decode: (picture: ImageData) => Promise<string | null>,
  onText: (text: string) => void,
): Promise<void> {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  while (live.on && pen) {
    const picture = document.hidden ? null : middleOf(video, canvas, pen);
    const text = picture ? await decode(picture) : null;
    if (text && live.on) onText(text);
    // Some rest, so that an old phone stays cool through a whole shift.
    await new Promise((next) => setTimeout(next, text ? 1200 : pauseMs));
  }
}

/** The square in the frame: what the staff aims at, and a third of the pixels. */
function middleOf(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  pen: CanvasRenderingContext2D,
): ImageData | null {
  const { videoWidth: width, videoHeight: height } = video;
  const side = Math.min(width, height);
  if (side === 0) return null;
  const out = Math.min(side, sideMost);
  if (canvas.width !== out) {
    canvas.width = out;
    canvas.height = out;
  }
  pen.drawImage(video, (width - side) / 2, (height - side) / 2, side, side, 0, 0, out, out);
  return pen.getImageData(0, 0, out, out);
}

function hasLight(track: MediaStreamTrack | undefined): boolean {
  const able = track?.getCapabilities?.() as { torch?: boolean } | undefined;
  return able?.torch === true;
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function stateOf(thrown: unknown): CameraState {
  const name = thrown instanceof DOMException ? thrown.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "absent";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "failed";
}
