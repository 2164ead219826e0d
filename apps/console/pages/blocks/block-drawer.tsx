import { Button, Drawer, Form, Input, Segmented } from "antd";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { PictureField } from "../../parts/brand-fields.tsx";
import { addDays, dayOfInstant, dayStart } from "../../parts/days.ts";
import { useText } from "../../text.ts";
import type { Block } from "./blocks-page.tsx";

interface Typed {
  readonly kind: Block["kind"];
  readonly title: string;
  readonly titleEn?: string;
  readonly text?: string;
  readonly textEn?: string;
  readonly picture?: File | null;
  readonly fromDay?: string;
  readonly untilDay?: string;
}

interface BlockDrawerProps {
  readonly unitId: string;
  readonly block: Block | null;
  onClose(): void;
}

/** Writes a block; it stays a draft until it is published. */
export function BlockDrawer({ unitId, block, onClose }: BlockDrawerProps) {
  const brand = useBrand();
  const { t } = useText();
  const { timeZone } = brand.me.brand;
  const create = useWrite("createBlock");
  const change = useWrite("changeBlock");
  const upload = useWrite("uploadPicture");
  const save = async ({ kind, picture, fromDay, untilDay, ...typed }: Typed) => {
    const raw = picture ? { data: picture, type: picture.type } : null;
    const media = raw ? await upload.mutateAsync({ path: brand.path, raw }) : null;
    const body = {
      title: typed.title,
      titleEn: typed.titleEn || null,
      text: typed.text ?? "",
      textEn: typed.textEn || null,
      ...(media ? { mediaId: media.mediaId } : {}),
      showsFrom: fromDay ? dayStart(fromDay, timeZone) : null,
      // the last day is shown to its end
      showsUntil: untilDay ? dayStart(addDays(untilDay, 1), timeZone) : null,
    };
    if (block) {
      await change.mutateAsync({ path: { ...brand.path, blockId: block.blockId }, body });
    } else {
      await create.mutateAsync({ path: brand.path, body: { ...body, kind, unitId } });
    }
    onClose();
  };
  const now = block?.mediaId ? `/${brand.key}/media/${block.mediaId}/small` : null;
  const first = block ? typedOf(block, timeZone) : { kind: "notice" as const };
  return (
    <Drawer
      open
      onClose={onClose}
      size="min(560px, 100vw)"
      title={block?.title ?? t("blocks.new")}
    >
      <Form<Typed>
        layout="vertical"
        initialValues={first}
        onFinish={(typed) => void save(typed).catch(() => undefined)}
      >
        <BlockFields isNew={block === null} now={now} />
        <Button
          type="primary"
          block
          htmlType="submit"
          loading={create.isPending || change.isPending || upload.isPending}
        >
          {t("form.save")}
        </Button>
      </Form>
    </Drawer>
  );
}

function typedOf(block: Block, timeZone: string): Partial<Typed> {
  const { showsFrom, showsUntil } = block;
  return {
    kind: block.kind,
    title: block.title,
    titleEn: block.titleEn ?? "",
    text: block.text,
    textEn: block.textEn ?? "",
    ...(showsFrom === null ? {} : { fromDay: dayOfInstant(showsFrom, timeZone) }),
    ...(showsUntil === null ? {} : { untilDay: dayOfInstant(showsUntil - 1, timeZone) }),
  };
}

const kinds = ["notice", "story", "picture", "entitlement"] as const;

function BlockFields({ isNew, now }: { isNew: boolean; now: string | null }) {
  const { t } = useText();
  const optional = t("form.optional");
  return (
    <>
      {isNew ? (
        <Form.Item name="kind" label={t("blocks.kind")}>
          <Segmented
            options={kinds.map((value) => ({ value, label: t(`blocks.kind.${value}`) }))}
          />
        </Form.Item>
      ) : null}
      <Form.Item
        name="title"
        label={t("blocks.head")}
        rules={[{ required: true, message: t("form.required") }]}
      >
        <Input maxLength={80} showCount />
      </Form.Item>
      <Form.Item name="text" label={t("blocks.text")}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Form.Item name="picture" label={`${t("blocks.picture")} · ${optional}`}>
        <PictureField now={now} />
      </Form.Item>
      <Form.Item name="titleEn" label={`${t("blocks.headEn")} · ${optional}`}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="textEn" label={`${t("blocks.textEn")} · ${optional}`}>
        <Input.TextArea rows={2} maxLength={4000} />
      </Form.Item>
      <div className="c-pair">
        <Form.Item name="fromDay" label={`${t("blocks.from")} · ${optional}`}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="untilDay" label={`${t("blocks.until")} · ${optional}`}>
          <Input type="date" />
        </Form.Item>
      </div>
    </>
  );
}
