-- Terms are written once: nobody but a brand's deletion, which takes the vouchers first, removes
-- them. So whoever issues vouchers asks for their terms once a batch; the foreign key asked for
-- each row, which was half of what writing a voucher cost.
alter table wallet.vouchers drop constraint vouchers_brand_id_offer_id_offer_version_fkey;
revoke update, delete on wallet.terms from __APP__;
