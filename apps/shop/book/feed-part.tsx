import { useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useCalls } from "./calls.ts";
import { sayProblem } from "./say.ts";
import { useText } from "./words.ts";

/** The member's own calendar: a secret address, told once and ended at any time. */
export function FeedPart() {
  const { t } = useText();
  const calls = useCalls();
  const [url, setUrl] = useState<string>();

  async function make(): Promise<void> {
    await calls.makeFeed().then((feed) => setUrl(feed.url), sayProblem);
  }

  async function stop(): Promise<void> {
    try {
      await calls.removeFeed();
      setUrl(undefined);
      toast(t("bookings.feedStopped"), "good");
    } catch (thrown) {
      sayProblem(thrown);
    }
  }

  async function copy(address: string): Promise<void> {
    const done = await navigator.clipboard?.writeText(address).then(() => true, () => false);
    toast(done ? t("bookings.feedCopied") : t("bookings.feedHold"), done ? "good" : "calm");
  }

  return (
    <Card title={t("bookings.feed")}>
      <p className="quiet">{t("bookings.feedNote")}</p>
      <div className="me-acts">
        {url ? (
          <>
            <a
              className={buttonClass("main", true)}
              href={url.replace(/^https?:/, "webcal:")}
            >
              {t("bookings.feedOpen")}
            </a>
            <p className="quiet bookings-feed-link">{url}</p>
            <Button wide look="soft" onClick={() => void copy(url)}>
              {t("bookings.feedCopy")}
            </Button>
          </>
        ) : (
          <Button wide look="soft" onClick={() => void make()}>{t("bookings.feedMake")}</Button>
        )}
        <Button wide look="plain" onClick={() => void stop()}>{t("bookings.feedStop")}</Button>
      </div>
    </Card>
  );
}
