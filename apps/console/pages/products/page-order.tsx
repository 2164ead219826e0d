import { Button, Form, Input, Skeleton } from "antd";
import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";

type Page = Answer<"getProductPage">;
type Block = Page["blocks"][number];

/** The order of a unit's product pages, and what it promises there; each store may have its own. */
export function PageOrderPage() {
  const brand = useBrand();
  const { t } = useText();
  const [unitId, setUnit] = useState(brand.unitsFor("pages.write")[0]?.unitId ?? "");
  const path = { ...brand.path, unitId };
  const found = useAnswer("getProductPage", { path }, { enabled: unitId !== "" });
  return (
    <>
      <PageHead title={t("pageOrder.title")} lead={t("pageOrder.lead")} />
      <div className="c-bar">
        <UnitPick
          label={t("pick.unit")}
          value={unitId}
          clearable={false}
          onChange={(next) => setUnit(next ?? "")}
        />
      </div>
      {found.error ? <ErrorNote error={found.error} /> : null}
      {found.data ? (
        <Arrange
          key={`${unitId} ${JSON.stringify(found.data)}`}
          unitId={unitId}
          page={found.data}
        />
      ) : (
        <Skeleton active />
      )}
    </>
  );
}

function Arrange({ unitId, page }: { unitId: string; page: Page }) {
  const brand = useBrand();
  const { t } = useText();
  const [blocks, setBlocks] = useState<readonly Block[]>(page.blocks);
  const save = useWrite("saveProductPage", { done: t("form.saved") });
  const onSave = (typed: Omit<Page, "blocks" | "own">) =>
    save.mutate({
      path: { ...brand.path, unitId },
      body: {
        blocks: [...blocks],
        area: typed.area,
        areaEn: typed.areaEn || null,
        promise: typed.promise,
        promiseEn: typed.promiseEn || null,
      },
    });
  const optional = t("form.optional");
  return (
    <Form layout="vertical" initialValues={page} onFinish={onSave}>
      <fieldset className="c-fields">
        <legend>{t("pageOrder.order")}</legend>
        <p className="c-quiet">{page.own ? t("pageOrder.own") : t("pageOrder.inherited")}</p>
        <Order blocks={blocks} setBlocks={setBlocks} />
      </fieldset>
      <fieldset className="c-fields">
        <legend>{t("pageOrder.words")}</legend>
        <div className="c-pair">
          <Form.Item name="area" label={`${t("pageOrder.area")} · ${optional}`}>
            <Input.TextArea rows={2} maxLength={300} placeholder={t("pageOrder.areaHint")} />
          </Form.Item>
          <Form.Item name="areaEn" label={`${t("pageOrder.areaEn")} · ${optional}`}>
            <Input.TextArea rows={2} maxLength={300} />
          </Form.Item>
          <Form.Item name="promise" label={`${t("pageOrder.promise")} · ${optional}`}>
            <Input.TextArea rows={2} maxLength={300} placeholder={t("pageOrder.promiseHint")} />
          </Form.Item>
          <Form.Item name="promiseEn" label={`${t("pageOrder.promiseEn")} · ${optional}`}>
            <Input.TextArea rows={2} maxLength={300} />
          </Form.Item>
        </div>
      </fieldset>
      <div className="c-form-foot">
        <Button type="primary" htmlType="submit" loading={save.isPending}>{t("form.save")}</Button>
      </div>
    </Form>
  );
}

interface OrderProps {
  readonly blocks: readonly Block[];
  setBlocks(blocks: readonly Block[]): void;
}

function Order({ blocks, setBlocks }: OrderProps) {
  const { t } = useText();
  const swap = (a: number, b: number) =>
    setBlocks(blocks.map((one, at) => (at === a ? blocks[b] : at === b ? blocks[a] : one) ?? one));
  return (
    <ol className="c-page-order">
      {blocks.map((block, at) => (
        <li key={block}>
          <span>
            <strong>{t(`pageOrder.${block}`)}</strong>
            <small>{t(`pageOrder.${block}Note`)}</small>
          </span>
          <span className="c-actions">
            <Button
              size="small"
              aria-label={`${t("blocks.up")} ${t(`pageOrder.${block}`)}`}
              disabled={at === 0}
              onClick={() => swap(at, at - 1)}
            >
              {t("blocks.up")}
            </Button>
            <Button
              size="small"
              aria-label={`${t("blocks.down")} ${t(`pageOrder.${block}`)}`}
              disabled={at === blocks.length - 1}
              onClick={() => swap(at, at + 1)}
            >
              {t("blocks.down")}
            </Button>
          </span>
        </li>
      ))}
    </ol>
  );
}
