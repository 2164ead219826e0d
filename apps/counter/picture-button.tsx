import { useState, type ReactNode } from "react";
import { Spinner } from "#packages/ui/feedback.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useText } from "./text.ts";

interface PictureButtonProps {
  className: string;
  /** The text of the code in the picture; null: there is none. */
  onPicture(scanned: string | null): void;
  children: ReactNode;
}

/** The phone's camera app takes a picture, which is read here: it needs no encryption. */
export function PictureButton({ className, onPicture, children }: PictureButtonProps) {
  const { t } = useText();
  const [busy, setBusy] = useState(false);

  async function read(photo: File): Promise<void> {
    setBusy(true);
    try {
      const { decodePhoto } = await import("./decode.ts");
      onPicture(await decodePhoto(photo));
    } catch {
      toast(`${t("scan.failedTitle")} ${t("scan.failed")}`, "bad");
    } finally {
      setBusy(false);
    }
  }

  return (
    <label className={`${className} picture`} aria-busy={busy}>
      <input
        className="b-hidden"
        type="file"
        accept="image/*"
        capture="environment"
        disabled={busy}
        onChange={(event) => {
          const photo = event.target.files?.[0];
          event.target.value = "";
          if (photo) void read(photo);
        }}
      />
      {busy ? <><Spinner /> {t("scan.reading")}</> : children}
    </label>
  );
}
