import { Button, Form, InputNumber, Modal, Switch } from "antd";
import { useRef, useState } from "react";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { OfferPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import type { MallItem } from "./mall-tab.tsx";

interface Typed {
  readonly offerId?: string;
  readonly points: number;
  readonly stock: number | null;
  readonly perMember: number | null;
  readonly shown: boolean;
  readonly position: number;
}

/** Puts an offer into the mall, or changes what an item costs and who sees it. */
export function ItemDialog({ item, onClose }: { item: MallItem | null; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const [form] = Form.useForm<Typed>();
  const [mediaId, setMediaId] = useState(item?.mediaId ?? null);
  const add = useWrite("addMallItem", { done: t("form.saved"), onDone: onClose });
  const change = useWrite("changeMallItem", { done: t("form.saved"), onDone: onClose });

  function send({ offerId, stock, perMember, ...rest }: Typed): void {
    const body = { ...rest, stock: stock ?? null, perMember: perMember ?? null, mediaId };
    if (item) change.mutate({ path: { ...brand.path, itemId: item.itemId }, body });
    else if (offerId) add.mutate({ path: brand.path, body: { offerId, ...body } });
  }

  return (
    <Modal
      open
      title={item ? item.title : t("mallItems.add")}
      okText={t("form.save")}
      cancelText={t("form.cancel")}
      confirmLoading={add.isPending || change.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        onFinish={send}
        initialValues={item ?? { points: 100, stock: null, perMember: 1, shown: true, position: 0 }}
      >
        {item ? null : (
          <Form.Item
            name="offerId"
            label={t("mallItems.offer")}
            extra={t("mallItems.offerNote")}
            rules={[{ required: true, message: t("form.required") }]}
          >
            <OfferPick label={t("mallItems.offer")} />
          </Form.Item>
        )}
        <div className="c-pair">
          <Form.Item name="points" label={t("mallItems.points")} rules={[{ required: true }]}>
            <InputNumber min={1} max={100_000_000} precision={0} />
          </Form.Item>
          <Form.Item name="position" label={t("mallItems.position")}>
            <InputNumber min={0} max={10_000} precision={0} />
          </Form.Item>
        </div>
        <div className="c-pair">
          <Form.Item name="stock" label={t("mallItems.stock")} extra={t("mallItems.emptyMeans")}>
            <InputNumber min={1} max={10_000_000} precision={0} />
          </Form.Item>
          <Form.Item name="perMember" label={t("mallItems.perMember")}>
            <InputNumber min={1} max={1_000} precision={0} />
          </Form.Item>
        </div>
        <Picture mediaId={mediaId} onChange={setMediaId} />
        <Form.Item name="shown" label={t("mallItems.show")} valuePropName="checked">
          <Switch aria-label={t("mallItems.show")} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface PictureProps {
  readonly mediaId: string | null;
  onChange(mediaId: string | null): void;
}

function Picture({ mediaId, onChange }: PictureProps) {
  const brand = useBrand();
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const upload = useWrite("uploadPicture", { onDone: (made) => onChange(made.mediaId) });
  return (
    <div className="c-loyal-picture">
      {mediaId ? <img src={`/${brand.key}/media/${mediaId}/small`} alt="" /> : null}
      <Button loading={upload.isPending} onClick={() => input.current?.click()}>
        {t("mallItems.picture")}
      </Button>
      {mediaId ? (
        <Button type="text" onClick={() => onChange(null)}>{t("form.delete")}</Button>
      ) : null}
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) upload.mutate({ path: brand.path, raw: { data: file, type: file.type } });
        }}
      />
    </div>
  );
}
