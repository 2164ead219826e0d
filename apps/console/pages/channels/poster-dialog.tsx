import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button, Input, Modal, Segmented, Skeleton } from "antd";
import { useDeferredValue, useEffect, useState } from "react";
import { BihuanProblem } from "#packages/sdk/index.ts";
import { api, problemText } from "../../api.ts";
import { useBrand } from "../../brand.tsx";
import { CopyButton } from "../../parts/copy.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import type { SourceCode } from "./code-list.tsx";
import { pdfOf, pngOf, saveFile } from "./poster-files.ts";

interface Words {
  readonly lang: "zh" | "en";
  readonly headline: string;
  readonly line2: string;
}

type Format = "svg" | "png" | "pdf";
const operations = { svg: "getPosterSvg", png: "getPosterPng", pdf: "getPosterPdf" } as const;

/** A poster's file; its answer is no JSON, so the typed call does not fit. */
async function posterFile(url: string, lang: string): Promise<Blob> {
  const answer = await fetch(url, { headers: { "accept-language": lang } });
  if (!answer.ok) {
    throw new BihuanProblem({ status: answer.status, ...(await answer.json().catch(() => ({}))) });
  }
  return answer.blob();
}

function usePoster(code: SourceCode, words: Words) {
  const brand = useBrand();
  const { lang } = useText();
  const path = { ...brand.path, sourceCodeId: code.sourceCodeId };
  const { headline, line2 } = words;
  const query = {
    lang: words.lang,
    ...(headline ? { headline } : {}),
    ...(line2 ? { line2 } : {}),
  };
  const urlOf = (format: Format) => api.url(operations[format], { path, query });
  const svg = useQuery({
    queryKey: ["poster", urlOf("svg")],
    queryFn: async () => (await posterFile(urlOf("svg"), lang)).text(),
    placeholderData: (before) => before,
  });
  return { svg, fileOf: (format: Format) => posterFile(urlOf(format), lang) };
}

/** The poster: see it, word it, download it in three formats, or copy its link. */
export function PosterDialog({ code, onClose }: { code: SourceCode; onClose(): void }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const [words, setWords] = useState<Words>({ lang, headline: "", line2: "" });
  const poster = usePoster(code, useDeferredValue(words));
  return (
    <Modal
      open
      width={820}
      footer={null}
      onCancel={onClose}
      title={t("poster.title", { name: code.name })}
    >
      <div className="c-poster">
        <PosterPreview svg={poster.svg.data} error={poster.svg.error} />
        <div className="c-poster-side">
          <WordFields words={words} onChange={setWords} />
          <Downloads code={code} poster={poster} />
          <label className="c-label">
            {t("poster.link")}
            <Input readOnly value={code.url} />
          </label>
          <CopyButton value={code.url} label={t("poster.copyLink")} />
          <p className="c-quiet">
            {t("poster.counts", { touches: code.touches })}{" "}
            {brand.may("insights.read") ? (
              <Link
                to={`/${brand.key}/loop`}
                search={{ sourceCodeId: code.sourceCodeId, by: "day" }}
              >
                {t("poster.loop")}
              </Link>
            ) : null}
          </p>
        </div>
      </div>
    </Modal>
  );
}

function WordFields({ words, onChange }: { words: Words; onChange(words: Words): void }) {
  const { t } = useText();
  return (
    <>
      <Segmented
        aria-label={t("poster.lang")}
        value={words.lang}
        onChange={(next) => onChange({ ...words, lang: next })}
        options={[
          { value: "zh" as const, label: "中文" },
          { value: "en" as const, label: "English" },
        ]}
      />
      <label className="c-label">
        {t("poster.headline")}
        <Input
          maxLength={60}
          placeholder={t("poster.headlineHint")}
          value={words.headline}
          onChange={(event) => onChange({ ...words, headline: event.target.value })}
        />
      </label>
      <label className="c-label">
        {t("poster.line2")} · {t("form.optional")}
        <Input
          maxLength={80}
          value={words.line2}
          onChange={(event) => onChange({ ...words, line2: event.target.value })}
        />
      </label>
    </>
  );
}

function PosterPreview({ svg, error }: { svg: string | undefined; error: unknown }) {
  const { t } = useText();
  const [src, setSrc] = useState("");
  useEffect(() => {
    if (!svg) return undefined;
    const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    setSrc(address);
    return () => URL.revokeObjectURL(address);
  }, [svg]);
  if (error && !svg) return <ErrorNote error={error} />;
  if (!src) return <Skeleton.Node active className="c-poster-sheet" />;
  return <img className="c-poster-sheet" src={src} alt={t("poster.preview")} />;
}

interface DownloadsProps {
  readonly code: SourceCode;
  readonly poster: ReturnType<typeof usePoster>;
}

function Downloads({ code, poster }: DownloadsProps) {
  const { t } = useText();
  const { message, notification } = App.useApp();
  const [busy, setBusy] = useState<Format | null>(null);
  const save = async (format: Format) => {
    setBusy(format);
    try {
      saveFile(await fileOf(format), `${code.code}.${format}`);
    } catch (error) {
      const { title, next } = problemText(error);
      notification.error({ title, description: next, placement: "top" });
    }
    setBusy(null);
  };
  // a server without a Chinese font refuses; the person's own browser has one
  const fileOf = async (format: Format): Promise<Blob> => {
    try {
      return await poster.fileOf(format);
    } catch (error) {
      const missing = error instanceof BihuanProblem && error.code === "poster_font_missing";
      const svg = poster.svg.data;
      if (!missing || !svg || format === "svg") throw error;
      const made = format === "png" ? await pngOf(svg) : await pdfOf(svg);
      message.info(t("poster.drawn"));
      return made;
    }
  };
  return (
    <div className="c-inline">
      {(["svg", "png", "pdf"] as const).map((format) => (
        <Button
          key={format}
          type={format === "pdf" ? "primary" : "default"}
          loading={busy === format}
          onClick={() => void save(format)}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </div>
  );
}
