import { useRef, useState, type ReactNode } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Notice, Spinner } from "#packages/ui/feedback.tsx";
import { useCamera, type Camera, type CameraState } from "./camera.ts";
import { Glyph } from "./glyph.tsx";
import { PictureButton } from "./picture-button.tsx";
import { StampCodePart } from "./stamps/stamp-code-part.tsx";
import { useText } from "./text.ts";
import type { Flow, Misread } from "./use-flow.ts";

/** The one daily screen. What this phone can do comes first; what it cannot is not offered. */
export function ScanScreen({ flow }: { flow: Flow }) {
  const { t } = useText();
  const [why, setWhy] = useState<Misread | "noneInPicture" | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(video, (scanned) => {
    const answer = flow.see(scanned);
    if (answer !== "same") setWhy(answer);
  });
  const insecure = camera.state === "insecure";

  function onPicture(scanned: string | null): void {
    setWhy(scanned === null ? "noneInPicture" : flow.read(scanned));
  }

  return (
    <div className="scan">
      <h1 className="b-hidden">{t("scan.title")}</h1>
      {insecure ? (
        <PictureFirst onPicture={onPicture} />
      ) : (
        <Viewfinder camera={camera}>
          <video ref={video} className="finder-video" playsInline muted aria-hidden="true" />
        </Viewfinder>
      )}
      <div aria-live="assertive">
        {why ? <Notice {...wordsOf(why, t)} /> : null}
      </div>
      <div className="scan-ways">
        {insecure ? null : (
          <PictureButton className={buttonClass("plain", true, "big")} onPicture={onPicture}>
            <Glyph name="camera" />
            {camera.state === "absent" ? t("scan.choose") : t("scan.pictureShort")}
          </PictureButton>
        )}
        <Button wide look="plain" className="big" onClick={flow.toType}>
          <Glyph name="keys" /> {t("scan.numberShort")}
        </Button>
      </div>
      <StampCodePart />
      <p className="quiet scan-gun">{insecure ? t("scan.ownCamera") : t("scan.gun")}</p>
    </div>
  );
}

type T = ReturnType<typeof useText>["t"];

function wordsOf(why: Misread | "noneInPicture", t: T): { title: string; next: string } {
  if (why === "noneInPicture") {
    return { title: t("scan.noneInPicture"), next: t("scan.noneInPictureNext") };
  }
  return { title: t(`read.${why}`), next: t(`read.${why}Next`) };
}

/** The live camera with its frame, or why it is not there. */
export function Viewfinder({ camera, children }: { camera: Camera; children: ReactNode }) {
  const { t } = useText();
  const { state, light } = camera;
  return (
    <section className={`finder finder-${state}`}>
      {children}
      <span className="finder-frame" aria-hidden="true" />
      {state === "starting" ? (
        <p className="finder-words" role="status">
          <Spinner /> {t("scan.starting")}
        </p>
      ) : null}
      {state === "live" ? <p className="finder-aim">{t("scan.aim")}</p> : null}
      {light === null ? null : (
        <button
          type="button"
          className="finder-light"
          aria-pressed={light}
          onClick={() => camera.setLight(!light)}
        >
          <Glyph name="light" /> {t("scan.light")}
        </button>
      )}
      {isOut(state) ? <OutOfCamera state={state} onRetry={camera.restart} /> : null}
    </section>
  );
}

type Out = Extract<CameraState, "denied" | "absent" | "busy" | "failed">;

function isOut(state: CameraState): state is Out {
  return state === "denied" || state === "absent" || state === "busy" || state === "failed";
}

function OutOfCamera({ state, onRetry }: { state: Out; onRetry(): void }) {
  const { t } = useText();
  return (
    <div className="finder-words" role="status">
      <Glyph name={state === "absent" ? "gun" : "camera"} size={40} />
      <strong>{t(`scan.${state}Title`)}</strong>
      <span>{t(`scan.${state}`)}</span>
      {state === "absent" ? null : (
        <Button look="plain" onClick={onRetry}>{t("kit.retry")}</Button>
      )}
    </div>
  );
}

/** Over plain http a picture is the camera. */
function PictureFirst({ onPicture }: { onPicture(scanned: string | null): void }) {
  const { t } = useText();
  return (
    <section className="finder finder-insecure">
      <span className="finder-frame" aria-hidden="true" />
      <div className="finder-words">
        <strong>{t("scan.insecureTitle")}</strong>
        <span>{t("scan.insecure")}</span>
        <a href="/trust">{t("scan.insecureLink")}</a>
      </div>
      <PictureButton className={buttonClass("main", true, "big")} onPicture={onPicture}>
        <Glyph name="camera" /> {t("scan.picture")}
      </PictureButton>
    </section>
  );
}
