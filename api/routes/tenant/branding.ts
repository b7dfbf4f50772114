import { bindMember, bindPublic, type Router } from '#api/bind.ts';
import { matchesNone } from '#api/middleware/etag.ts';
import * as contract from '#contracts/tenant/branding.ts';
import { checkAccent, paletteOf } from '#domain/branding/palette.ts';
import { AppError } from '#domain/errors.ts';
import { requireAccess } from '#services/authorize.ts';
import { presentBrand } from '#services/branding/brand.ts';
import { readBrand, readLogo } from '#services/branding/read-brand.ts';
import { readBranding } from '#services/tenant/branding/read-branding.ts';
import { removeLogo } from '#services/tenant/branding/remove-logo.ts';
import { replaceBranding } from '#services/tenant/branding/replace-branding.ts';
import { setLogo } from '#services/tenant/branding/set-logo.ts';

/** What guests see of an organisation on each of its pages. */
const publicRoutes = (router: Router): void => {
  const { db } = router.deps;
  bindPublic(router, contract.getPublicBrand, async ({ c }) => {
    const site = c.get('site');
    const brand = site?.kind === 'tenant' ? await readBrand(db, site.tenantId) : null;
    if (brand === null) throw new AppError('not_found', 'This is not the host of an organisation.');
    return { body: presentBrand(brand) };
  });
  bindPublic(router, contract.getLogo, async ({ c, params: { hash } }) => {
    const content = await readLogo(db, hash);
    const headers = {
      'Content-Type': 'image/png',
      'Cache-Control': 'public, max-age=31536000, immutable',
      ETag: `W/"${hash}"`,
    };
    if (matchesNone(c.req.header('if-none-match'), headers.ETag))
      return new Response(null, { status: 304, headers });
    return new Response(new Uint8Array(content), { headers });
  });
};

/** Serves the branding of an organisation, and what guests see of it. */
export const brandingRoutes = (router: Router): void => {
  publicRoutes(router);
  bindMember(router, contract.readBranding, async ({ ctx }) => {
    const branding = await readBranding(ctx);
    return { body: branding, version: branding.version };
  });
  bindMember(router, contract.replaceBranding, async ({ ctx, body, basedOn }) => {
    const branding = await replaceBranding(ctx, { basedOn, fields: body });
    return { body: branding, version: branding.version };
  });
  bindMember(router, contract.setLogo, async ({ ctx, body }) => {
    const branding = await setLogo(ctx, body.image);
    return { body: branding, version: branding.version };
  });
  bindMember(router, contract.removeLogo, async ({ ctx }) => {
    const branding = await removeLogo(ctx);
    return { body: branding, version: branding.version };
  });
  bindMember(router, contract.previewColours, async ({ ctx, query }) => {
    requireAccess(ctx, 'branding.read');
    const checked = checkAccent(`#${query.accent}`);
    return { body: { ...checked, colours: paletteOf(checked.nearest) } };
  });
};
