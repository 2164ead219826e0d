import { useRef } from "react";
import { buttonClass } from "#packages/ui/button.tsx";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useCamera } from "../camera.ts";
import { Glyph } from "../glyph.tsx";
import { PictureButton } from "../picture-button.tsx";
import { Viewfinder } from "../scan-screen.tsx";
import { useText } from "../text.ts";

interface ScanOverlayProps {
  aim: string;
  onScan(scanned: string): void;
  onClose(): void;
}

const quietMs = 2_500;

/** The camera over the sale; it stays open, so that one thing after the other is scanned. */
export function ScanOverlay({ aim, onScan, onClose }: ScanOverlayProps) {
  const { t } = useText();
  const video = useRef<HTMLVideoElement>(null);
  const seen = useRef({ text: "", at: 0 });
  const camera = useCamera(video, (text) => {
    const now = Date.now();
    const same = seen.current.text === text && now - seen.current.at < quietMs;
    seen.current = { text, at: now };
    if (!same) onScan(text);
  });
  function onPicture(scanned: string | null): void {
    if (scanned) onScan(scanned);
    else toast(`${t("scan.noneInPicture")} ${t("scan.noneInPictureNext")}`, "bad");
  }
  return (
    <Sheet title={aim} closeLabel={t("kit.close")} onClose={onClose}>
      <div className="sell-camera">
        {camera.state === "insecure" ? (
          <p className="quiet">{t("scan.insecure")}</p>
        ) : (
          <Viewfinder camera={camera}>
            <video ref={video} className="finder-video" playsInline muted aria-hidden="true" />
          </Viewfinder>
        )}
        <PictureButton className={buttonClass("plain", true, "big")} onPicture={onPicture}>
          <Glyph name="camera" /> {t("scan.picture")}
        </PictureButton>
        <p className="quiet scan-gun">{t("scan.gun")}</p>
      </div>
    </Sheet>
  );
}
