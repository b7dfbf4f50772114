/** Generated from contracts/openapi.json by contracts/generate.ts; do not edit. */
export interface paths {
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My API keys, the newest first
         * @description Needs the permission `api_keys.read` (to see one's API keys), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key that acts as me
         * @description Programs send it as `Authorization: Bearer evk_…`. It is shown in this answer only. There are at most 50 active ones at a time. It never has more than my role has when it is used, and ends with my membership.
         *
         *     Needs the permission `api_keys.write` (to create, rename, rotate and revoke one's API keys), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{apiKeyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key: the next request with it is refused, and its event streams end
         * @description One of mine; with `tenant_api_keys.write` one of the organisation; with `others.write` one of any member. One that has ended stays as it is.
         *
         *     Needs the permission `api_keys.write` (to create, rename, rotate and revoke one's API keys), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        /**
         * Rename a key of mine or, with `tenant_api_keys.write`, one of the organisation
         * @description Needs the permission `api_keys.write` (to create, rename, rotate and revoke one's API keys), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/api/v1/api-keys/{apiKeyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a key of mine or, with `tenant_api_keys.write`, one of the organisation
         * @description Id, name, scopes and expiry stay. The key before goes on for `overlapHours`; one that was replaced earlier ends now.
         *
         *     Needs the permission `api_keys.write` (to create, rename, rotate and revoke one's API keys), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What fails and needs somebody: effects, notifications, mails and money of what I host
         * @description Needs the permission `attention.read` (to see what fails), which these roles have: owner, admin, host, viewer. API keys with the scope `attention.read` may call it.
         */
        get: operations["listAttention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attention/{attentionId}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave one failing item as it is: it is not tried again
         * @description Needs the permission `attention.write` (to retry or dismiss what fails, and correct addresses), which these roles have: owner, admin, host. API keys with the scope `attention.write` may call it.
         */
        post: operations["dismissAttention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attention/{attentionId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try one failing item again now
         * @description Needs the permission `attention.write` (to retry or dismiss what fails, and correct addresses), which these roles have: owner, admin, host. API keys with the scope `attention.write` may call it.
         */
        post: operations["retryAttention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{bookingId}/correct-address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a guest another e-mail address after mail to theirs failed; what was not delivered is sent to it
         * @description Needs the permission `attention.write` (to retry or dismiss what fails, and correct addresses), which these roles have: owner, admin, host. API keys with the scope `attention.write` may call it.
         */
        post: operations["correctAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/branding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What pages and mails of my organisation say and show of it
         * @description Its ETag goes into If-Match when replacing it.
         *
         *     Needs the permission `branding.read` (to see the organisation's branding), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        get: operations["readBranding"];
        /**
         * Change name, sender name, language and accent colour of my organisation
         * @description The logo stays as it is.
         *
         *     Needs the permission `branding.write` (to change name, logo, colours and language of pages and mails), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        put: operations["replaceBranding"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/branding/colours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What would be made of an accent colour, and whether it can be read
         * @description Needs the permission `branding.read` (to see the organisation's branding), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        get: operations["previewColours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/branding/logo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give my organisation a logo
         * @description A PNG or JPEG of at most 1 MiB and 2,048 pixels on each side, judged by its content. It is kept as a PNG of at most 480 by 160 pixels, without anything else the file carries; what is transparent stays so.
         *
         *     Needs the permission `branding.write` (to change name, logo, colours and language of pages and mails), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        put: operations["setLogo"];
        post?: never;
        /**
         * Take the logo of my organisation away; without one nothing changes
         * @description Needs the permission `branding.write` (to change name, logo, colours and language of pages and mails), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        delete: operations["removeLogo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conflicts/{conflictId}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide a conflict with a calendar: which of the two is right
         * @description Needs the permission `attention.write` (to retry or dismiss what fails, and correct addresses), which these roles have: owner, admin, host. API keys with the scope `attention.write` may call it.
         */
        post: operations["resolveConflict"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who has left or was deactivated, and how many of their bookings are settled; the latest first
         * @description Needs the permission `members.write` (to invite members, change their roles, deactivate and remove them), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        get: operations["listDepartures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Domains of the organisation, the newest first
         * @description Needs the permission `domains.read` (to see the organisation's own domains), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        get: operations["listDomains"];
        put?: never;
        /**
         * Add a domain for the pages of the organisation
         * @description Its pages answer there once both records are found: the TXT record `proof`, and a CNAME to `target`. They are looked for every minute at first, and for seven days. A domain that another organisation has proved stays `pending` with `in_use`.
         *
         *     Needs the permission `domains.write` (to add, check and remove domains of the organisation's own), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        post: operations["addDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/domains/{domainId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a domain
         * @description Nothing answers under it any more. Links in mails that were sent with it lead nowhere.
         *
         *     Needs the permission `domains.write` (to add, check and remove domains of the organisation's own), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        delete: operations["removeDomain"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/domains/{domainId}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look for the records of a domain now
         * @description A domain that was given up or released is waited for anew.
         *
         *     Needs the permission `domains.write` (to add, check and remove domains of the organisation's own), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        post: operations["checkDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open invitations of my organisation
         * @description Needs the permission `members.write` (to invite members, change their roles, deactivate and remove them), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite somebody by mail to become a member
         * @description The link in the mail works once, for seven days, and only for the address it was sent to. An address has at most one open invitation.
         *
         *     Needs the permission `members.write` (to invite members, change their roles, deactivate and remove them), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        post: operations["inviteMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Become a member, signed in with the address that was invited
         * @description Time zone and language are those of a person who is a member for the first time.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Become a member with a new account, which can sign in from then on */
        post: operations["joinByInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the link of an invitation leads to
         * @description The token stands in the body: addresses are written down in more places. `link_expired` carries a `reason`: `expired`, `accepted`, `withdrawn` or `replaced`.
         */
        post: operations["openInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take an open invitation back: its links lead nowhere
         * @description Needs the permission `members.write` (to invite members, change their roles, deactivate and remove them), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        delete: operations["withdrawInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{invitationId}/send-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation again with a new link; the former links lead nowhere
         * @description Needs the permission `members.write` (to invite members, change their roles, deactivate and remove them), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        post: operations["sendInvitationAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether my account is to be deleted, and when
         * @description Needs the permission `account.read` (to see who is signed in and where), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        get: operations["readAccountDeletion"];
        /**
         * Have my account deleted in two weeks
         * @description Until then everything stays as it is and it can be called off. Then I leave every organisation: bookings ahead are given on as `plan` says (`reassign` to other hosts of their links, what nobody can take is cancelled; `cancel` all of them), and guests are notified. My name, address, photo, public addresses, sign-ins and connected accounts are erased; records keep ids. `email` must be the address I sign in with. `last_owner` while an organisation has no other owner.
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        put: operations["askAccountDeletion"];
        post?: never;
        /**
         * Keep my account
         * @description Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        delete: operations["callOffAccountDeletion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/deletion-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What deleting my account would concern in each of my organisations
         * @description Needs the permission `account.read` (to see who is signed in and where), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        get: operations["previewAccountDeletion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Files of my data that are being made or can be downloaded, the latest first
         * @description Needs the permission `account.read` (to see who is signed in and where), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        get: operations["listExports"];
        put?: never;
        /**
         * Have a file made of all my data, in every organisation I am a member of
         * @description A ZIP of JSON files (profile, sign-ins, memberships, schedules, links, connected accounts without their secrets, bookings I host with what their guests said, notifications, what I have done) and of a calendar (ICS) of the bookings. A mail says when it is ready; it can be downloaded for seven days. One is made at a time.
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["askExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/exports/{exportId}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file of my data
         * @description For the person it is about alone, until it expires: `not_found` to everybody else.
         *
         *     Needs the permission `account.read` (to see who is signed in and where), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        get: operations["downloadExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave the organisation
         * @description Bookings ahead are given on as `plan` says: `reassign` to other hosts of their links that are free then, `hand_over` to one member (`toMemberId`) where they are free, else as with `reassign`; what nobody can take is cancelled, and guests are notified. Links of theirs alone are archived, others pass to the next host or lose that host. Calendars are disconnected.
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        post: operations["leaveTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members of my organisation, those who are deactivated only if asked for
         * @description Needs the permission `members.read` (to see who belongs to the organisation), which these roles have: owner, admin, host, viewer. API keys with the scope `members.read` may call it.
         */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberId}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a membership rest until it is reactivated
         * @description Bookings ahead are given on as `plan` says: `reassign` to other hosts of their links that are free then, `hand_over` to one member (`toMemberId`) where they are free, else as with `reassign`; what nobody can take is cancelled, and guests are notified. Links of theirs alone are archived, others pass to the next host or lose that host. Calendars are disconnected.
         *
         *     Needs the permission `members.write` (to invite members, change their roles, deactivate and remove them), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        post: operations["deactivateMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberId}/departure-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many bookings and links a member’s going would concern
         * @description Needs the permission `members.read` (to see who belongs to the organisation), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        get: operations["previewDeparture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberId}/reactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a deactivated member act here again; bookings and links stay where they went
         * @description Needs the permission `members.write` (to invite members, change their roles, deactivate and remove them), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        post: operations["reactivateMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberId}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End somebody’s membership
         * @description Bookings ahead are given on as `plan` says: `reassign` to other hosts of their links that are free then, `hand_over` to one member (`toMemberId`) where they are free, else as with `reassign`; what nobody can take is cancelled, and guests are notified. Links of theirs alone are archived, others pass to the next host or lose that host. Calendars are disconnected.
         *
         *     Needs the permission `members.write` (to invite members, change their roles, deactivate and remove them), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        post: operations["removeMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberId}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a member another role; it counts from their next request on
         * @description Nobody changes somebody above them, and nobody gives a role above their own.
         *
         *     Needs the permission `members.write` (to invite members, change their roles, deactivate and remove them), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        put: operations["changeMemberRole"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberId}/unfreeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a frozen member the place of another one in the plan
         * @description The plan allows as many members as before: `insteadOf` is frozen instead, and must be neither frozen nor an owner. Somebody who is not frozen stays as they are. Nobody changes somebody above them.
         *
         *     Needs the permission `members.write` (to invite members, change their roles, deactivate and remove them), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        post: operations["unfreezeMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was done in the installation or in one of its organisations, newest first
         * @description Only for those who operate the installation.
         */
        get: operations["listInstallationLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/audit-log/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit log as a CSV file
         * @description UTF-8 with a byte order mark; streamed, whatever its length. Text that a spreadsheet would run as a formula begins with an apostrophe.
         *
         *     Only for those who operate the installation.
         */
        get: operations["exportInstallationLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is switched on and off in the installation
         * @description Only for those who operate the installation.
         */
        get: operations["listFeatures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/features/{feature}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Switch something on or off in the installation
         * @description Takes effect with the next request, in every organisation of which nothing else was said. What needs it is 403 `feature_off`; what exists already is kept.
         *
         *     Only for those who operate the installation.
         */
        put: operations["setFeature"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who operates
         * @description Only for those who operate the installation.
         */
        get: operations["getOperator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everybody who operates the installation, those who were granted it longest ago first
         * @description Only for those who operate the installation.
         */
        get: operations["listOperators"];
        /**
         * Make somebody who signs in here an operator; whoever is one stays one
         * @description Only for those who operate the installation.
         */
        put: operations["grantOperator"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/operators/{operatorId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back that somebody is an operator; takes effect with their next request
         * @description Only for those who operate the installation.
         */
        post: operations["withdrawOperator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each plan allows
         * @description Only for those who operate the installation.
         */
        get: operations["listPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/stuck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What stands still or fails over all organisations, the longest first
         * @description Effects, notifications and mails that fail or were given up, departures that fail, calendars that cannot be read, domains whose records are gone or were not found for a day, payments and refunds whose vendor could not be asked for an hour, and workflows that have not looked for five minutes after their moment.
         *
         *     Only for those who operate the installation.
         */
        get: operations["listStuck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/stuck/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much stands still, by what it is and why
         * @description Only for those who operate the installation.
         */
        get: operations["readStuckFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/stuck/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have what stands still tried again: one of it, or all that match
         * @description At most 100 by one request, the longest first; send `nextCursor` as `cursor` to go on. Their workflows do it. What has been settled meanwhile, and mails to blocked addresses, are left alone.
         *
         *     Only for those who operate the installation.
         */
        post: operations["retryStuck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/support-view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End the support view of this sign-in; without one nothing changes
         * @description Only for those who operate the installation.
         */
        delete: operations["leaveSupportView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Organisations of the installation, newest first
         * @description Only for those who operate the installation.
         */
        get: operations["listTenants"];
        put?: never;
        /**
         * Create an organisation with its first admin
         * @description The admin becomes its owner and is mailed: a link to choose a password that works for seven days, or, for somebody who signs in here already, that they own one organisation more.
         *
         *     Only for those who operate the installation.
         */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/tenants/{tenantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One organisation
         * @description Only for those who operate the installation.
         */
        get: operations["readTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the name, language or time zone of an organisation, or give it its first public name
         * @description Only for those who operate the installation.
         */
        patch: operations["updateTenant"];
        trace?: never;
    };
    "/api/v1/operator/tenants/{tenantId}/billing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an organisation pays for its plan
         * @description Only for those who operate the installation.
         */
        get: operations["readTenantBilling"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/tenants/{tenantId}/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete an organisation with everything in it, after 14 days
         * @description It is suspended at once and its owners are mailed. Until its day the deletion can be called off. Then its bookings ahead are cancelled with notice to guests, its accounts are disconnected, and all its rows are removed; people who sign in keep their accounts.
         *
         *     Only for those who operate the installation.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["askTenantDeletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/tenants/{tenantId}/deletion/call-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call the deletion of an organisation off
         * @description It is as it was before. Refused once guests are being told.
         *
         *     Only for those who operate the installation.
         */
        post: operations["callOffTenantDeletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/tenants/{tenantId}/domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Domains of an organisation, the newest first
         * @description Only for those who operate the installation.
         */
        get: operations["listTenantDomains"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/tenants/{tenantId}/features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is switched on and off in an organisation
         * @description Only for those who operate the installation.
         */
        get: operations["listTenantFeatures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/tenants/{tenantId}/features/{feature}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Switch something on or off in one organisation, whatever is said of the installation
         * @description Only for those who operate the installation.
         */
        put: operations["setTenantFeature"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/tenants/{tenantId}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give an organisation a plan, and limits of its own instead of the plan’s
         * @description What is given so is not touched by what the organisation pays for. Limits that are left out are the plan’s. Nothing is taken away: what is above a limit stays, and nothing is added until there is room again.
         *
         *     Only for those who operate the installation.
         */
        put: operations["setPlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/tenants/{tenantId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the suspension of an organisation
         * @description Only for those who operate the installation.
         */
        post: operations["resumeTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/tenants/{tenantId}/support-view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Look at an organisation as its admins see it, and change nothing
         * @description For this sign-in, for half an hour: operations of members answer as to an admin, for everything of everybody, without addresses, telephone numbers and what guests have written; what changes something, and files, are 403 `read_only_view`. Another view of this sign-in ends; one of the same organisation that is open goes on. It ends when it is left, with its time, with the sign-in, and when the operator is none any more. The owners of the organisation are mailed who looks, why and until when, and its log says so.
         *
         *     Only for those who operate the installation.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        put: operations["enterSupportView"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/tenants/{tenantId}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend an organisation
         * @description Takes effect with the next request. Its pages answer 410 and take no bookings; members sign in and read, and change nothing (`tenant_suspended`). What was booked goes on: guests see and cancel it, mails are sent, calendars are kept.
         *
         *     Only for those who operate the installation.
         */
        post: operations["suspendTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/tenants/{tenantId}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an organisation has used of its plan in a month
         * @description Only for those who operate the installation.
         */
        get: operations["readTenantUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/vendors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the vendors answer
         * @description By vendor and capability, from the calls of all processes in the last 24 hours. `failing`: every fifth call of the last 15 minutes or more, three at least, or all there were; `slow`: one call of twenty took longer than five seconds; with fewer than five calls in 15 minutes the last hour is judged. `no_calls`: none in the last hour.
         *
         *     Only for those who operate the installation.
         */
        get: operations["readVendorHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/vendors/backlog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts to be connected again, push channels and calendars that are overdue, the longest first
         * @description `account`: the vendor refuses it, its owner has to connect it again. `channel`: it should have been renewed; until it is, its calendar is found by polling. `calendar`: it has not been read for 15 minutes.
         *
         *     Only for those who operate the installation.
         */
        get: operations["listVendorBacklog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/vendors/backlog/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much of that there is, by kind and vendor, and since when
         * @description Only for those who operate the installation.
         */
        get: operations["readVendorBacklogFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payment-findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a vendor says otherwise than we do, the newest first
         * @description Needs the permission `tenant_integrations.read` (to see which accounts the organisation and its members have connected), which these roles have: owner, admin. API keys with the scope `tenant_integrations.read` may call it.
         */
        get: operations["listPaymentFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payment-findings/{paymentFindingId}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a difference as it is: it needs no attention until it is another
         * @description Needs the permission `payments.write` (to give money back, and have what fails tried again), which these roles have: owner, admin. API keys with the scope `payments.write` may call it.
         */
        post: operations["dismissPaymentFinding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Payments of the bookings I may see, the newest first
         * @description Amounts are in the minor unit of their currency.
         *
         *     Needs the permission `payments.read` (to see what guests have paid and what went back), which these roles have: owner, admin, host, viewer. API keys with the scope `payments.read` may call it.
         */
        get: operations["listPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The payments of a list as a CSV file
         * @description UTF-8 with a byte order mark, in my language and on my clock with its offset; amounts with the decimals of their currency; streamed, whatever its length.
         *
         *     Needs the permission `payments.read` (to see what guests have paid and what went back), which these roles have: owner, admin, host, viewer. API keys with the scope `payments.read` may call it.
         */
        get: operations["exportPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{paymentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One payment with its ledger, refunds, disputes and what can be said in a dispute
         * @description Needs the permission `payments.read` (to see what guests have paid and what went back), which these roles have: owner, admin, host, viewer. API keys with the scope `payments.read` may call it.
         */
        get: operations["getPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{paymentId}/outside": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The guest has paid outside of any payment provider: in cash, or by a transfer
         * @description The open payment is closed at its provider, and the answer is another one that is paid; the booking goes on at once. Whoever pays at the provider all the same gets that back.
         *
         *     Needs the permission `payments.write` (to give money back, and have what fails tried again), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["recordOutsidePayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{paymentId}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give money back, all that is left or a part of it; the guest is told once it is on its way
         * @description At most `refundableMinor`. While a dispute is open nothing can be given back (`payment_disputed`). The vendor is asked at once, and again until it has answered.
         *
         *     Needs the permission `payments.write` (to give money back, and have what fails tried again), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["refundPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{paymentId}/refunds/{refundId}/outside": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The guest has their money back, of a payment that was made outside of any payment provider
         * @description Needs the permission `payments.write` (to give money back, and have what fails tried again), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["recordOutsideRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{paymentId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the vendor again now, instead of when it would be asked after what failed
         * @description Needs the permission `payments.write` (to give money back, and have what fails tried again), which these roles have: owner, admin. API keys with the scope `payments.write` may call it.
         */
        post: operations["retryPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How payments compare with what the vendors say: every comparison, the newest first
         * @description Needs the permission `tenant_integrations.read` (to see which accounts the organisation and its members have connected), which these roles have: owner, admin. API keys with the scope `tenant_integrations.read` may call it.
         */
        get: operations["listReconciliations"];
        put?: never;
        /**
         * Compare payments with what the vendors say now, instead of next night
         * @description Once for each connected account; one that is being compared already goes on. `not_found` when no account takes payments.
         *
         *     Needs the permission `payments.write` (to give money back, and have what fails tried again), which these roles have: owner, admin. API keys with the scope `payments.write` may call it.
         */
        post: operations["reconcilePayments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliations/{reconciliationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One comparison with the money of each day and currency
         * @description Needs the permission `tenant_integrations.read` (to see which accounts the organisation and its members have connected), which these roles have: owner, admin. API keys with the scope `tenant_integrations.read` may call it.
         */
        get: operations["getReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How members of my organisation must sign in
         * @description Needs the permission `members.read` (to see who belongs to the organisation), which these roles have: owner, admin, host, viewer. API keys with the scope `members.read` may call it.
         */
        get: operations["readSignInPolicy"];
        /**
         * Say how members of my organisation must sign in
         * @description Holds for everybody from their next request on; whoever turns it on must have one-time codes themselves.
         *
         *     Needs the permission `sign_in_policy.write` (to say how members must sign in), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        put: operations["setSignInPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Addresses that nothing is sent to, because mail came back from them or was called unwanted
         * @description Needs the permission `suppressions.read` (to see the addresses that nothing is sent to), which these roles have: owner, admin, host, viewer. API keys with the scope `suppressions.read` may call it.
         */
        get: operations["listSuppressions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suppressions/{suppressionId}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send to an address again
         * @description Needs the permission `suppressions.write` (to send to a suppressed address again), which these roles have: owner, admin, host. API keys with the scope `suppressions.write` may call it.
         */
        post: operations["liftSuppression"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenant/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * API keys of the organisation, the newest first
         * @description Needs the permission `tenant_api_keys.read` (to see the API keys of the organisation), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        get: operations["listTenantApiKeys"];
        put?: never;
        /**
         * Create an API key of the organisation
         * @description Programs send it as `Authorization: Bearer evk_…`. It is shown in this answer only. There are at most 50 active ones at a time. It acts as no member and goes on when its maker leaves. `others.write` must be among its scopes, as everything belongs to one of the members; what is done by or to the member who acts is not open to it.
         *
         *     Needs the permission `tenant_api_keys.write` (to create, rename, rotate and revoke API keys of the organisation), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["createTenantApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenant/payment-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The accounts that take payments of the organisation, and the vendors it can connect
         * @description Needs the permission `tenant_integrations.read` (to see which accounts the organisation and its members have connected), which these roles have: owner, admin. API keys with the scope `tenant_integrations.read` may call it.
         */
        get: operations["listPaymentAccounts"];
        put?: never;
        /**
         * Connect an account that takes payments; its key is tried first
         * @description The same account again gets the new key, so a request may be repeated; another one takes the payments from then on. An address for notifications is made at the vendor where the key may do that; else `webhook.state` is `missing`. `account_refused` says in `reason` why the key does not work. Live and test are never mixed: `payment_mode_in_use` while links with a price or unsettled payments are of the other mode.
         *
         *     Needs the permission `tenant_integrations.write` (to connect and test accounts of the organisation), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["connectPaymentAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenant/payment-accounts/{paymentAccountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget an account that takes payments, with its key and its secrets
         * @description Links with a price cannot be booked until an account is connected again. `webhook` says what became of the address for notifications at the vendor: `removed`, `none`, or `left` where the vendor did not remove it.
         *
         *     Needs the permission `tenant_integrations.write` (to connect and test accounts of the organisation), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        delete: operations["disconnectPaymentAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenant/payment-accounts/{paymentAccountId}/webhook-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Enter the secret that the notifications of an account are signed with
         * @description The secret before it counts for 24 more hours.
         *
         *     Needs the permission `tenant_integrations.write` (to connect and test accounts of the organisation), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        put: operations["setPaymentWebhookSecret"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/bookings/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The guest's booking behind a signed link
         * @description The `token` of the path must have been made for one of: `manage`, `view`, `reschedule`, `cancel`.
         */
        get: operations["viewBooking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/bookings/{token}/alternatives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Times the booking could move to: nearest, same weekday and time, best
         * @description The `token` of the path must have been made for one of: `manage`, `reschedule`.
         */
        get: operations["listAlternatives"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/bookings/{token}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel the booking; cancelling twice is a 409
         * @description The `token` of the path must have been made for one of: `manage`, `cancel`.
         */
        post: operations["cancelAsGuest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/bookings/{token}/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Where the booking is paid for: a page of the payment provider
         * @description The same page until it is paid or its time is over. Coming back from it proves nothing: the booking says whether it is paid.
         *
         *     The `token` of the path must have been made for one of: `manage`.
         */
        post: operations["openCheckout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/bookings/{token}/guests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring more people: they get the invitation, changes and the cancellation
         * @description Addresses that are there already are passed over. At most as many as the link allows.
         *
         *     The `token` of the path must have been made for one of: `manage`.
         */
        post: operations["addGuestsAsGuest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/bookings/{token}/guests/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take out somebody who was brought: they are told, and get nothing more
         * @description The `token` of the path must have been made for one of: `manage`.
         */
        post: operations["removeGuestAsGuest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/bookings/{token}/ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The booking as an iCalendar file
         * @description The `token` of the path must have been made for one of: `manage`, `view`, `ics`, `reschedule`, `cancel`.
         */
        get: operations["downloadIcs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/bookings/{token}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The link the booking was made with
         * @description Also when its host has switched it off or archived it: the booking can still be moved.
         *
         *     The `token` of the path must have been made for one of: `manage`, `reschedule`.
         */
        get: operations["getBookingLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/bookings/{token}/payment/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has the payment provider asked whether the booking is paid by now
         * @description The answer is the booking as it is known now; what the provider says follows in it.
         *
         *     The `token` of the path must have been made for one of: `manage`, `view`.
         */
        post: operations["checkPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/bookings/{token}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move the booking; the new time is claimed before the old one is freed
         * @description Where the new time costs more, `unpaidMove` of the answer says what is to be paid and until when: the booking stays where it is until then. What it costs less goes back.
         *
         *     The `token` of the path must have been made for one of: `manage`, `reschedule`.
         */
        post: operations["rescheduleAsGuest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/bookings/{token}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Free start times the booking could move to, grouped by the day of the asked zone
         * @description At most 62 days. Its own hosts are asked; its present time does not stand in the way.
         *
         *     The `token` of the path must have been made for one of: `manage`, `reschedule`.
         */
        get: operations["listMoves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/bookings/{token}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events: the booking, or what is paid for it, has changed
         * @description A `change` event, with an empty object as its `data`, says: read the booking again. Comments keep the connection open. It ends after ten minutes; a booking has at most six open.
         *
         *     The `token` of the path must have been made for one of: `manage`, `view`.
         */
        get: operations["streamBooking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the organisation whose own host this is looks
         * @description Also while its pages are switched off. Under the host of the installation itself there is none.
         */
        get: operations["getPublicBrand"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/guest-data/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who I am to an organisation, and how far my erasure is
         * @description The `token` of the path must have been made for one of: `data`.
         */
        get: operations["viewGuestData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/guest-data/{token}/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My bookings with an organisation, the newest first, with all that I said
         * @description The `token` of the path must have been made for one of: `data`.
         */
        get: operations["listGuestDataBookings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/guest-data/{token}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancels my upcoming bookings and erases what an organisation keeps of me
         * @description Cannot be called off. Hosts are told of the cancellations, and I am told once it is done. Asked again, it answers how far it is.
         *
         *     The `token` of the path must have been made for one of: `data`.
         */
        post: operations["eraseGuestData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/guest-data/{token}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All that an organisation keeps of me, as a file
         * @description The `token` of the path must have been made for one of: `data`.
         */
        get: operations["downloadGuestData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/guest-data/{token}/mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The mails that an organisation sent me, the newest first
         * @description The `token` of the path must have been made for one of: `data`.
         */
        get: operations["listGuestDataMails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/holds/{token}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a held time back; repeating it changes nothing
         * @description The `token` of the path must have been made for one of: `hold`.
         */
        post: operations["releaseHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/links/{username}/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a guest needs to know of a booking link */
        get: operations["getPublicLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/links/{username}/{slug}/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Book a time
         * @description Answered as soon as the time is claimed; calendars and mails follow. 409 `slot_taken` and `slot_held` carry the nearest alternatives; a held time is worth another try after `Retry-After`.
         */
        post: operations["bookLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/links/{username}/{slug}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold a time while the guest fills in the form
         * @description Limited by how many times a network holds: one that is given back, and one that repeats or replaces a hold of the caller, does not count.
         */
        post: operations["placeHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/links/{username}/{slug}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Free start times of a range of local days, grouped by the day of the asked zone
         * @description At most 62 days. Reads only the database; answers carry an ETag.
         */
        get: operations["listSlots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/logos/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The logo of an organisation
         * @description What stands at an address never changes, so it may be kept.
         */
        get: operations["getLogo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/profiles/{username}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A host's public page with the active links */
        get: operations["getProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/profiles/{username}/data-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends the link to what is kept of an address to that address
         * @description The answer is the same whether anything is kept or not; only an address of which something is kept gets a mail. Names the organisation by the public name of one of its hosts.
         */
        post: operations["askGuestData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/profiles/{username}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The photo on a host's public page
         * @description Under the address that the page names it never changes, so it may be kept.
         */
        get: operations["getPhoto"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organisation whose own host this is, with the hosts who can be booked
         * @description Under the host of the installation itself there is none.
         */
        get: operations["getPublicTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Bookings of my links, or of those I host
         * @description Needs the permission `bookings.read` (to see bookings), which these roles have: owner, admin, host, viewer. API keys with the scope `bookings.read` may call it.
         */
        get: operations["listBookings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bookings of a list as a CSV file
         * @description UTF-8 with a byte order mark, in my language and on my clock with its offset; streamed, whatever its length. Text that a spreadsheet would run as a formula begins with an apostrophe.
         *
         *     Needs the permission `bookings.read` (to see bookings), which these roles have: owner, admin, host, viewer. API keys with the scope `bookings.read` may call it.
         */
        get: operations["exportBookings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{bookingId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One booking with answers, timeline and deliveries
         * @description Needs the permission `bookings.read` (to see bookings), which these roles have: owner, admin, host, viewer. API keys with the scope `bookings.read` may call it.
         */
        get: operations["getBooking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{bookingId}/alternatives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Times the booking could move to
         * @description Needs the permission `bookings.read` (to see bookings), which these roles have: owner, admin, host, viewer. API keys with the scope `bookings.read` may call it.
         */
        get: operations["listBookingAlternatives"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{bookingId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a booking that waits for it, for the time that was looked at
         * @description Needs the permission `bookings.write` (to approve, decline, move and cancel bookings), which these roles have: owner, admin, host. API keys with the scope `bookings.write` may call it.
         */
        post: operations["approveBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{bookingId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel as host: the guest gets back what they paid
         * @description Needs the permission `bookings.write` (to approve, decline, move and cancel bookings), which these roles have: owner, admin, host. API keys with the scope `bookings.write` may call it.
         */
        post: operations["cancelBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{bookingId}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline it and free the time, or decline the move that its guest asks for
         * @description Needs the permission `bookings.write` (to approve, decline, move and cancel bookings), which these roles have: owner, admin, host. API keys with the scope `bookings.write` may call it.
         */
        post: operations["declineBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{bookingId}/guests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring more people: they get the invitation, changes and the cancellation
         * @description Needs the permission `bookings.write` (to approve, decline, move and cancel bookings), which these roles have: owner, admin, host. API keys with the scope `bookings.write` may call it.
         */
        post: operations["addGuests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{bookingId}/guests/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take out somebody whom the guest brought: they are told, and get nothing more
         * @description Needs the permission `bookings.write` (to approve, decline, move and cancel bookings), which these roles have: owner, admin, host. API keys with the scope `bookings.write` may call it.
         */
        post: operations["removeGuest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{bookingId}/no-show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The guest did not come (once the start has passed)
         * @description Needs the permission `bookings.write` (to approve, decline, move and cancel bookings), which these roles have: owner, admin, host. API keys with the scope `bookings.write` may call it.
         */
        post: operations["markNoShow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{bookingId}/reassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give it another host: their time is claimed first, calendars follow, and the guest is notified
         * @description Needs the permission `bookings.write` (to approve, decline, move and cancel bookings), which these roles have: owner, admin, host. API keys with the scope `bookings.write` may call it.
         */
        post: operations["reassignBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{bookingId}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move as host, to any time that nobody has; rules of the link are set aside by name
         * @description Needs the permission `bookings.write` (to approve, decline, move and cancel bookings), which these roles have: owner, admin, host. API keys with the scope `bookings.write` may call it.
         */
        post: operations["rescheduleBooking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{bookingId}/retry-sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the calendar and mails again now
         * @description Needs the permission `bookings.write` (to approve, decline, move and cancel bookings), which these roles have: owner, admin, host. API keys with the scope `bookings.write` may call it.
         */
        post: operations["retrySync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links/{linkId}/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Book a time for a guest, who is mailed as if they had booked it
         * @description Confirmed at once. Any time that nobody has can be booked; rules of the link are set aside by name. Questions may be left open.
         *
         *     Needs the permission `bookings.write` (to approve, decline, move and cancel bookings), which these roles have: owner, admin, host. API keys with the scope `bookings.write` may call it.
         */
        post: operations["bookForGuest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links/{linkId}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Free start times of a link of mine, also while it is switched off for guests
         * @description At most 62 days.
         *
         *     Needs the permission `links.read` (to see booking links), which these roles have: owner, admin, host, viewer. API keys with the scope `links.read` may call it.
         */
        get: operations["listLinkSlots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The time of hosts in which guests have places; its guests are the bookings with its id
         * @description Needs the permission `bookings.read` (to see bookings), which these roles have: owner, admin, host, viewer. API keys with the scope `bookings.read` may call it.
         */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Guests over all bookings, the newest first; hosts see the guests they host
         * @description Needs the permission `contacts.read` (to see guests and what they have booked), which these roles have: owner, admin, host, viewer. API keys with the scope `contacts.read` may call it.
         */
        get: operations["listContacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contactId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One guest; their bookings are those with this contact
         * @description Needs the permission `contacts.read` (to see guests and what they have booked), which these roles have: owner, admin, host, viewer. API keys with the scope `contacts.read` may call it.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contactId}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All that is kept of a guest, as a file
         * @description Needs the permission `contacts.erase` (to download all that is kept of a guest, and have it erased), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        get: operations["exportContact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contactId}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancels the upcoming bookings of a guest and erases what is kept of them
         * @description Cannot be called off. Takes the guest's address, so that nobody is erased by a slip. That there were bookings stays, without whose they were.
         *
         *     Needs the permission `contacts.erase` (to download all that is kept of a guest, and have it erased), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["eraseContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/host-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Links of others that I am asked to host, or host
         * @description Needs the permission `links.read` (to see booking links), which these roles have: owner, admin, host, viewer. API keys of members, not of organisations, with the scope `links.read` may call it.
         */
        get: operations["listHostRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/host-requests/{hostRequestId}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Agree to host somebody’s link, decline, or leave it again
         * @description Bookings that were made stay as they are. The same answer may be given again.
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        put: operations["answerHostRequest"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/link-order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put my links in an order, as my public page shows them; those that are not named follow as they were
         * @description Needs the permission `links.write` (to create, change, order, archive and delete booking links), which these roles have: owner, admin, host. API keys of members, not of organisations, with the scope `links.write` may call it.
         */
        put: operations["orderLinks"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My booking links in my order, followed by those of others that I host
         * @description Needs the permission `links.read` (to see booking links), which these roles have: owner, admin, host, viewer. API keys of members, not of organisations, with the scope `links.read` may call it.
         */
        get: operations["listLinks"];
        put?: never;
        /**
         * Create a booking link
         * @description Needs the permission `links.write` (to create, change, order, archive and delete booking links), which these roles have: owner, admin, host. API keys of members, not of organisations, with the scope `links.write` may call it.
         */
        post: operations["createLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links/{linkId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One booking link; its ETag goes into If-Match when changing it
         * @description Needs the permission `links.read` (to see booking links), which these roles have: owner, admin, host, viewer. API keys with the scope `links.read` may call it.
         */
        get: operations["getLink"];
        put?: never;
        post?: never;
        /**
         * Delete a link that was never booked, for good; one with bookings can be archived
         * @description Needs the permission `links.write` (to create, change, order, archive and delete booking links), which these roles have: owner, admin, host. API keys with the scope `links.write` may call it.
         */
        delete: operations["deleteLink"];
        options?: never;
        head?: never;
        /**
         * Change some fields of a link; bookings already made keep the rules they were made under
         * @description Needs the permission `links.write` (to create, change, order, archive and delete booking links), which these roles have: owner, admin, host. API keys of members, not of organisations, with the scope `links.write` may call it.
         */
        patch: operations["updateLink"];
        trace?: never;
    };
    "/api/v1/links/{linkId}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the page of a link down; its bookings live on, and it can be restored
         * @description Its address can be used by another link meanwhile. Archiving it twice changes nothing.
         *
         *     Needs the permission `links.write` (to create, change, order, archive and delete booking links), which these roles have: owner, admin, host. API keys with the scope `links.write` may call it.
         */
        post: operations["archiveLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links/{linkId}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy a link of mine under a free address; the copy is off until it is switched on
         * @description Needs the permission `links.write` (to create, change, order, archive and delete booking links), which these roles have: owner, admin, host. API keys of members, not of organisations, with the scope `links.write` may call it.
         */
        post: operations["duplicateLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links/{linkId}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a time is or is not offered, cause by cause
         * @description Needs the permission `links.read` (to see booking links), which these roles have: owner, admin, host, viewer. API keys with the scope `links.read` may call it.
         */
        get: operations["explainSlot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links/{linkId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the page of an archived link up again, as it was; restoring it twice changes nothing
         * @description Needs the permission `links.write` (to create, change, order, archive and delete booking links), which these roles have: owner, admin, host. API keys with the scope `links.write` may call it.
         */
        post: operations["restoreLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My schedules
         * @description Needs the permission `schedules.read` (to see schedules), which these roles have: owner, admin, host, viewer. API keys of members, not of organisations, with the scope `schedules.read` may call it.
         */
        get: operations["listSchedules"];
        put?: never;
        /**
         * Create a schedule
         * @description Needs the permission `schedules.write` (to create, change and delete schedules), which these roles have: owner, admin, host. API keys of members, not of organisations, with the scope `schedules.write` may call it.
         */
        post: operations["createSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{scheduleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One schedule; its ETag goes into If-Match when replacing it
         * @description Needs the permission `schedules.read` (to see schedules), which these roles have: owner, admin, host, viewer. API keys with the scope `schedules.read` may call it.
         */
        get: operations["getSchedule"];
        /**
         * Replace hours and overrides of a schedule
         * @description Needs the permission `schedules.write` (to create, change and delete schedules), which these roles have: owner, admin, host. API keys with the scope `schedules.write` may call it.
         */
        put: operations["replaceSchedule"];
        post?: never;
        /**
         * Delete a schedule that no link uses
         * @description Needs the permission `schedules.write` (to create, change and delete schedules), which these roles have: owner, admin, host. API keys with the scope `schedules.write` may call it.
         */
        delete: operations["deleteSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{calendarId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Choose whether a calendar closes slots and whether bookings are written to it
         * @description Needs the permission `integrations.write` (to connect, change and disconnect calendars), which these roles have: owner, admin, host. API keys of members, not of organisations, with the scope `integrations.write` may call it.
         */
        patch: operations["updateCalendar"];
        trace?: never;
    };
    "/api/v1/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My calendar accounts with their sync state
         * @description Needs the permission `integrations.read` (to see calendar connections), which these roles have: owner, admin, host, viewer. API keys of members, not of organisations, with the scope `integrations.read` may call it.
         */
        get: operations["listIntegrations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{integrationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Stop the sync, close the push channels, revoke and forget the tokens
         * @description Needs the permission `integrations.write` (to connect, change and disconnect calendars), which these roles have: owner, admin, host. API keys of members, not of organisations, with the scope `integrations.write` may call it.
         */
        delete: operations["disconnectIntegration"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{integrationId}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look for changes now
         * @description Needs the permission `integrations.write` (to connect, change and disconnect calendars), which these roles have: owner, admin, host. API keys of members, not of organisations, with the scope `integrations.write` may call it.
         */
        post: operations["syncIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{vendor}/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Where to send the browser to connect a calendar account (OAuth 2.0 with state and PKCE)
         * @description Needs the permission `integrations.write` (to connect, change and disconnect calendars), which these roles have: owner, admin, host. No API key may call it: it needs a person who has signed in.
         */
        post: operations["authorizeIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenant/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts of the organisation and of its members, and the vendors the organisation can connect
         * @description Needs the permission `tenant_integrations.read` (to see which accounts the organisation and its members have connected), which these roles have: owner, admin. API keys with the scope `tenant_integrations.read` may call it.
         */
        get: operations["listTenantIntegrations"];
        put?: never;
        /**
         * Connect an account of the organisation; it is tried first and serves from then on
         * @description An account for mail is tried by a mail to the member who connects it. Connecting the same account again replaces what it is opened with, so a request may be repeated. `account_refused` says in `reason` why the account does not work. Disconnect it like any other integration.
         *
         *     Needs the permission `tenant_integrations.write` (to connect and test accounts of the organisation), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        post: operations["connectTenantIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenant/integrations/{tenantIntegrationId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Use an account of the organisation once, for mail by a mail to me
         * @description Needs the permission `tenant_integrations.write` (to connect and test accounts of the organisation), which these roles have: owner, admin. API keys with the scope `tenant_integrations.write` may call it.
         */
        post: operations["testTenantIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was done in my organisation, by whom and from where, newest first
         * @description Needs the permission `audit.read` (to see who did what in the organisation), which these roles have: owner, admin. API keys of members, not of organisations, with the scope `audit.read` may call it.
         */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit log of my organisation as a CSV file
         * @description UTF-8 with a byte order mark; streamed, whatever its length. Text that a spreadsheet would run as a formula begins with an apostrophe.
         *
         *     Needs the permission `audit.read` (to see who did what in the organisation), which these roles have: owner, admin. API keys of members, not of organisations, with the scope `audit.read` may call it.
         */
        get: operations["exportAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What my organisation pays for its plan
         * @description Needs the permission `billing.read` (to see what the organisation pays for its plan), which these roles have: owner. No API key may call it: it needs a person who has signed in.
         */
        get: operations["readBilling"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billing/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the plan with what has been paid for
         * @description Needs the permission `billing.write` (to buy, change and cancel the plan of the organisation), which these roles have: owner. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["cancelPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billing/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the payment provider now
         * @description Needs the permission `billing.write` (to buy, change and cancel the plan of the organisation), which these roles have: owner. No API key may call it: it needs a person who has signed in.
         */
        post: operations["checkBilling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billing/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Where a plan is bought: a page of the payment provider
         * @description The same page until another plan is chosen or it has ended. Coming back from it proves nothing: `GET /billing` says what was bought.
         *
         *     Needs the permission `billing.write` (to buy, change and cancel the plan of the organisation), which these roles have: owner. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["openPlanCheckout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billing/next-seat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What one member more costs
         * @description Needs the permission `members.write` (to invite members, change their roles, deactivate and remove them), which these roles have: owner, admin. No API key may call it: it needs a person who has signed in.
         */
        get: operations["previewSeats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billing/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Plans for sale, with what one seat costs
         * @description Needs the permission `billing.read` (to see what the organisation pays for its plan), which these roles have: owner. No API key may call it: it needs a person who has signed in.
         */
        get: operations["listPlanOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billing/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go to another plan, or pay by another interval
         * @description The difference is shared out over the period. A cancelled plan goes on.
         *
         *     Needs the permission `billing.write` (to buy, change and cancel the plan of the organisation), which these roles have: owner. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["changePlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billing/portal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Where cards and invoices are: a page of the payment provider
         * @description Needs the permission `billing.write` (to buy, change and cancel the plan of the organisation), which these roles have: owner. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["openBillingPortal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/billing/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back that the plan was cancelled
         * @description Needs the permission `billing.write` (to buy, change and cancel the plan of the organisation), which these roles have: owner. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["resumePlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in, and where
         * @description Needs the permission `account.read` (to see who is signed in and where), which these roles have: owner, admin, host, viewer. API keys of members, not of organisations, with the scope `account.read` may call it.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what pages and mails say of me, and how they are written for me
         * @description Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/api/v1/me/connected-sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The vendors that people can sign in with here, my accounts there, and whether I have a password
         * @description Needs the permission `account.read` (to see who is signed in and where), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        get: operations["listConnectedSignIns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/connected-sign-ins/{vendor}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to connect an account at a vendor, to sign in with it
         * @description Answers the address at the vendor to send the browser to. It comes back to `/app/security`, within ten minutes, in the same browser and under the same sign-in.
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["connectSignIn"];
        /**
         * Sign in with a vendor no longer
         * @description `last_way_in` for whoever could not sign in in any other way.
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        delete: operations["disconnectSignIn"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sign in by another e-mail address
         * @description It counts once its owner has used the link that is mailed to it, which works once, for a day. The former address is told then, with a link to take it back for a week. An address that somebody has is answered alike, and nothing is sent to it.
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        put: operations["changeEmail"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/handle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give my public page another address; the former ones lead to it
         * @description Needs the permission `handle.write` (to give one's public page another address), which these roles have: owner, admin, host. No API key may call it: it needs a person who has signed in.
         */
        put: operations["changeHandle"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My passkeys, the newest first
         * @description Needs the permission `account.read` (to see who is signed in and where), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        get: operations["listPasskeys"];
        put?: never;
        /**
         * Add a passkey that my browser has made
         * @description Takes these parts of `RegistrationResponseJSON` of WebAuthn. It signs in without password and code, so its owner must have unlocked it.
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Get what a browser needs to make a passkey
         * @description Answers `PublicKeyCredentialCreationOptionsJSON` of WebAuthn. The challenge in it works once, for five minutes.
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        put: operations["beginPasskey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/{passkeyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove one of my passkeys
         * @description Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        delete: operations["removePasskey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give my public page a photo
         * @description A PNG or JPEG of at most 1 MiB and 2,048 pixels on each side, judged by its content. It is kept as a square JPEG of 320 pixels, without anything else the file carries.
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        put: operations["setPhoto"];
        post?: never;
        /**
         * Take my photo away; without one nothing changes
         * @description Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        delete: operations["removePhoto"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Get ten other recovery codes; those from before stop working
         * @description Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        put: operations["renewRecoveryCodes"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether I am asked for a one-time code when I sign in
         * @description Needs the permission `account.read` (to see who is signed in and where), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        get: operations["getSecondFactor"];
        /**
         * Have a one-time code asked for whenever I sign in with my password
         * @description Takes a first code of the app and answers ten recovery codes, each of which works once in place of one. They are shown this once.
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        put: operations["enableSecondFactor"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have no one-time code asked for any more
         * @description Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        post: operations["disableSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Get a secret for an app that makes one-time codes (TOTP)
         * @description Nothing is asked for until a code of it was shown. Each call replaces the secret of the one before.
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         *
         *     Needs a sign-in that was made or confirmed within the last 10 minutes. Where it is refused with `fresh_sign_in_required`, confirm it with `POST /api/auth/confirm`, which takes `password`, a one-time `code` or a `passkey`, and send the request again.
         */
        put: operations["setUpSecondFactor"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where I am signed in, the newest first
         * @description Needs the permission `account.read` (to see who is signed in and where), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        get: operations["listSignIns"];
        put?: never;
        post?: never;
        /**
         * Sign out everywhere but here
         * @description Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        delete: operations["endOtherSignIns"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sign-ins/{signInId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign out one of my devices
         * @description Holds from the next request on; event streams that were opened under it end.
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        delete: operations["endSignIn"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Act in another of my organisations from now on, in this sign-in and in later ones
         * @description A client with a bearer token may choose for one request instead, by the header `Everslot-Tenant` with the id of the organisation. With a cookie the header says which organisation the page shows: `tenant_changed` when the sign-in acts in another one by now, `not_a_member` when the person is not a member of that one (any more).
         *
         *     Needs the permission `account.write` (to change one's profile and choose the organisation to act in), which these roles have: owner, admin, host, viewer. No API key may call it: it needs a person who has signed in.
         */
        put: operations["switchTenant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events: what changes in my organisation, as it happens
         * @description Each `change` event carries one `Change` as JSON in its `data`: what changed and, where it concerns a time, which one; read that again. `resync` means that changes may have been missed: read everything again. Comments keep the connection open. The stream ends with the sign-in it was opened under, and after an hour at the latest; a member has at most six open.
         *
         *     Needs the permission `changes.read` (to follow what changes in the organisation), which these roles have: owner, admin, host, viewer. API keys with the scope `changes.read` may call it.
         */
        get: operations["streamChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What my organisation has used of its plan in a month
         * @description Needs the permission `usage.read` (to see what the organisation has used of its plan), which these roles have: owner, admin. API keys of members, not of organisations, with the scope `usage.read` may call it.
         */
        get: operations["readUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountDeletion: {
            id: string;
            /** @enum {string} */
            plan: "reassign" | "cancel";
            /** @enum {string} */
            state: "grace" | "leaving" | "erased" | "called_off";
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            dueAt: string;
            failure: ("revoked" | "access_withdrawn" | "insufficient_permissions" | "credentials_refused" | "not_connected" | "throttled" | "quota_exceeded" | "missing" | "conflict" | "event_deleted" | "id_of_another_event" | "key_reused" | "reservation_gone" | "invalid" | "not_allowed" | "recipient_refused" | "sender_refused" | "content_refused" | "malformed_request" | "authorization_expired" | "insufficient_scopes" | "no_lasting_access" | "identity_not_proven" | "cursor_expired" | "unavailable" | "timeout" | "unreachable" | "unexpected_answer" | "in_progress" | "edited_meanwhile" | "circuit_open" | "not_configured" | "credentials_unreadable" | "credentials_not_stored" | "meeting_pending" | "meeting_failed" | "internal" | "last_owner" | "suppressed" | "capped" | "overtaken" | "undelivered" | "bounced" | "complained" | "refund_failed" | "payment_disputed" | "fraud_warned" | "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor" | "event_moved" | "event_removed" | "events_missing") | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
        };
        AccountDeletionPreview: {
            organisations: {
                id: string;
                name: string;
                bookings: number;
                isLastOwner: boolean;
            }[];
        };
        AddGuestsInput: {
            emails: string[];
        };
        Alternative: {
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            start: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            end: string;
            /** @enum {string} */
            kind: "nearest" | "same_weekday_and_time" | "best";
        };
        AlternativeList: {
            alternatives: components["schemas"]["Alternative"][];
        };
        ApiKey: {
            id: string;
            name: string;
            /** @enum {string} */
            owner: "me" | "tenant";
            scopes: ("account.read" | "account.write" | "handle.write" | "members.read" | "members.write" | "sign_in_policy.write" | "changes.read" | "bookings.read" | "bookings.write" | "payments.read" | "payments.write" | "contacts.read" | "contacts.erase" | "attention.read" | "attention.write" | "suppressions.read" | "suppressions.write" | "links.read" | "links.write" | "schedules.read" | "schedules.write" | "integrations.read" | "integrations.write" | "tenant_integrations.read" | "tenant_integrations.write" | "audit.read" | "domains.read" | "domains.write" | "branding.read" | "branding.write" | "usage.read" | "billing.read" | "billing.write" | "api_keys.read" | "api_keys.write" | "tenant_api_keys.read" | "tenant_api_keys.write" | "others.write")[];
            /** @enum {string} */
            state: "active" | "expired" | "revoked";
            createdBy: {
                id: string;
                name: string | null;
            };
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
            expiresAt: string | null;
            revokedAt: string | null;
            formerUntil: string | null;
            lastUsedAt: string | null;
            lastUsedFrom: string | null;
        };
        ApiKeyInput: {
            name: string & (unknown & unknown);
            scopes: ("account.read" | "members.read" | "changes.read" | "bookings.read" | "bookings.write" | "payments.read" | "payments.write" | "contacts.read" | "attention.read" | "attention.write" | "suppressions.read" | "suppressions.write" | "links.read" | "links.write" | "schedules.read" | "schedules.write" | "integrations.read" | "integrations.write" | "tenant_integrations.read" | "tenant_integrations.write" | "audit.read" | "usage.read" | "others.write")[];
            expiresAt: string | null;
        };
        ApiKeyPage: {
            items: components["schemas"]["ApiKey"][];
            nextCursor: string | null;
            available: ("account.read" | "members.read" | "changes.read" | "bookings.read" | "bookings.write" | "payments.read" | "payments.write" | "contacts.read" | "attention.read" | "attention.write" | "suppressions.read" | "suppressions.write" | "links.read" | "links.write" | "schedules.read" | "schedules.write" | "integrations.read" | "integrations.write" | "tenant_integrations.read" | "tenant_integrations.write" | "audit.read" | "usage.read" | "others.write")[];
        };
        ApiKeyPatch: {
            name?: string & (unknown & unknown);
        };
        AskGuestDataInput: {
            /**
             * Format: idn-email
             * @example an@example.com
             */
            email: string;
            /** @enum {string} */
            locale: "en" | "vi";
            /** @enum {string} */
            wish: "see" | "erase";
        };
        AskedGuestData: {
            hours: number;
        };
        AssignmentRule: {
            /** @enum {string} */
            strategy: "round_robin" | "least_busy" | "priority" | "named_host";
            /** @default null */
            namedHostId: string | null;
            /** @default {} */
            weights: {
                [key: string]: number;
            };
        };
        AssignmentRuleInput: {
            /** @enum {string} */
            strategy: "round_robin" | "least_busy" | "priority" | "named_host";
            /** @default null */
            namedHostId?: string | null;
            /** @default {} */
            weights?: {
                [key: string]: number;
            };
        };
        AttentionItem: {
            id: string;
            /** @enum {string} */
            kind: "effect" | "notification" | "delivery" | "departure" | "payment" | "refund" | "dispute" | "paymentFinding" | "conflict";
            effect: ("calendar" | "conference") | null;
            template: ("booking_requested" | "booking_confirmed" | "booking_declined" | "booking_rescheduled" | "booking_move_requested" | "booking_move_declined" | "booking_cancelled" | "booking_expired" | "booking_reminder" | "booking_meeting_link" | "booking_uninvited" | "booking_reassigned" | "booking_handed_on" | "payment_received" | "payment_unpaid" | "payment_reserved" | "payment_released" | "payment_not_taken" | "payment_refunded" | "payment_refund_failed" | "payment_disputed" | "payment_warned" | "payments_differ" | "integration_reconnect" | "password_reset" | "tenant_activation" | "tenant_ownership" | "plan_limit_near" | "plan_limit_reached" | "plan_trial_ending" | "plan_past_due" | "plan_ended" | "members_frozen" | "tenant_deletion_asked" | "tenant_deletion_called_off" | "support_view_entered" | "domain_verified" | "domain_failing" | "domain_released" | "domain_given_up" | "new_sign_in" | "sign_in_changed" | "email_verification" | "email_changed" | "export_ready" | "deletion_asked" | "host_requested" | "host_named" | "member_invited" | "member_removed" | "registration_link" | "registration_known" | "guest_data_link" | "guest_erased") | null;
            subject: {
                /** @enum {string} */
                kind: "booking" | "payment" | "session" | "integration" | "person" | "host_request" | "invitation" | "tenant" | "registration" | "domain" | "guest_request" | "guest_erasure" | "departure";
                id: string;
                code: string | null;
                title: string;
                guestName: string | null;
                start: string | null;
            };
            /** @enum {string} */
            failure: "revoked" | "access_withdrawn" | "insufficient_permissions" | "credentials_refused" | "not_connected" | "throttled" | "quota_exceeded" | "missing" | "conflict" | "event_deleted" | "id_of_another_event" | "key_reused" | "reservation_gone" | "invalid" | "not_allowed" | "recipient_refused" | "sender_refused" | "content_refused" | "malformed_request" | "authorization_expired" | "insufficient_scopes" | "no_lasting_access" | "identity_not_proven" | "cursor_expired" | "unavailable" | "timeout" | "unreachable" | "unexpected_answer" | "in_progress" | "edited_meanwhile" | "circuit_open" | "not_configured" | "credentials_unreadable" | "credentials_not_stored" | "meeting_pending" | "meeting_failed" | "internal" | "last_owner" | "suppressed" | "capped" | "overtaken" | "undelivered" | "bounced" | "complained" | "refund_failed" | "payment_disputed" | "fraud_warned" | "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor" | "event_moved" | "event_removed" | "events_missing";
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            since: string;
            tries: number;
            nextTryAt: string | null;
            recipient: {
                /** @enum {string} */
                audience: "guest" | "further_guest" | "host";
                name: string | null;
                address: string;
            } | null;
            suppressionId: string | null;
            money: {
                amountMinor: number;
                currency: ("AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR") | null;
            } | null;
            conflict: {
                event: {
                    /**
                     * Format: date-time
                     * @example 2026-11-24T02:00:00.000Z
                     */
                    start: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-24T02:00:00.000Z
                     */
                    end: string;
                    allDay: boolean;
                } | null;
                missing: number | null;
            } | null;
            actions: ("retry" | "dismiss" | "correct_address" | "follow" | "restore" | "cancel" | "accept" | "keep")[];
        };
        AttentionPage: {
            items: components["schemas"]["AttentionItem"][];
            nextCursor: string | null;
            count: number;
        };
        AuditEntry: {
            id: string;
            tenantId: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            at: string;
            actor: {
                /** @enum {string} */
                kind: "guest" | "member" | "key" | "operator" | "system";
                id: string | null;
                name: string | null;
            };
            action: string;
            target: {
                kind: string;
                id: string;
            };
            before: {
                [key: string]: unknown;
            } | null;
            after: {
                [key: string]: unknown;
            } | null;
            reason: string | null;
            requestId: string | null;
            addressPrefix: string | null;
        };
        AuditPage: {
            items: components["schemas"]["AuditEntry"][];
            nextCursor: string | null;
        };
        Authorization: {
            url: string;
        };
        Billing: {
            /** @enum {string} */
            plan: "free" | "pro" | "team" | "enterprise";
            /** @enum {string} */
            source: "standard" | "operator" | "subscription";
            members: number;
            isSold: boolean;
            trialDays: number;
            isPageOpen: boolean;
            isFailing: boolean;
            subscription: {
                /** @enum {string} */
                plan: "pro" | "team";
                /** @enum {string} */
                interval: "month" | "year";
                /** @enum {string} */
                state: "trialing" | "active" | "past_due" | "paused" | "incomplete" | "ended";
                seats: number;
                isCancelled: boolean;
                trialEndsAt: string | null;
                periodEndsAt: string | null;
                graceEndsAt: string | null;
                isChanging: boolean;
            } | null;
        };
        BookForGuestInput: {
            /**
             * Format: date-time
             * @example 2026-11-24T09:00:00+07:00
             */
            start: string;
            durationMinutes: number;
            /** @example Asia/Ho_Chi_Minh */
            timeZone: string;
            /** @enum {string} */
            locale?: "en" | "vi";
            guest: components["schemas"]["Guest"];
            /** @default {} */
            answers?: {
                [key: string]: string | boolean | number;
            };
            note?: string;
            /** @default [] */
            furtherGuests?: string[];
            /** @default [] */
            setAside?: ("notice" | "booking_window" | "outside_hours" | "date_override" | "time_off" | "schedule_validity" | "limit")[];
        };
        BookInput: {
            /**
             * Format: date-time
             * @example 2026-11-24T09:00:00+07:00
             */
            start: string;
            durationMinutes: number;
            /** @example Asia/Ho_Chi_Minh */
            timeZone: string;
            /** @enum {string} */
            locale?: "en" | "vi";
            guest: components["schemas"]["Guest"];
            /** @default {} */
            answers?: {
                [key: string]: string | boolean | number;
            };
            note?: string;
            /** @default [] */
            furtherGuests?: string[];
            hold?: {
                bookingId: string;
                holdToken: string;
            };
        };
        Booking: {
            id: string;
            code: string;
            /** @enum {string} */
            status: "held" | "pending_payment" | "pending_approval" | "confirmed" | "cancelled" | "declined" | "expired" | "completed" | "no_show";
            linkId: string;
            linkTitle: string;
            sessionId: string;
            contactId: string | null;
            capacity: number;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            start: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            end: string;
            durationMinutes: number;
            guestTimeZone: string;
            hosts: {
                id: string;
                name: string;
            }[];
            guest: {
                name: string;
                email: string;
                phone: string | null;
                phoneText: string | null;
            } | null;
            furtherGuests: string[];
            guestsLeft: number;
            canRemoveGuests: boolean;
            revision: number;
            /** @enum {string} */
            calendarSync: "off" | "pending" | "synced" | "attention";
            /** @enum {string} */
            conferenceSync: "off" | "pending" | "synced" | "attention";
            /** @enum {string} */
            emailSync: "off" | "pending" | "synced" | "attention";
            attentionReason: string | null;
            conference: ("own_link" | "vendor" | "calendar" | "none") | null;
            meetingUrl: string | null;
            moveTo: string | null;
            approveBy: string | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
        };
        BookingAlternatives: {
            alternatives: components["schemas"]["Alternative"][];
        };
        BookingDetail: {
            id: string;
            code: string;
            /** @enum {string} */
            status: "held" | "pending_payment" | "pending_approval" | "confirmed" | "cancelled" | "declined" | "expired" | "completed" | "no_show";
            linkId: string;
            linkTitle: string;
            sessionId: string;
            contactId: string | null;
            capacity: number;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            start: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            end: string;
            durationMinutes: number;
            guestTimeZone: string;
            hosts: {
                id: string;
                name: string;
            }[];
            guest: {
                name: string;
                email: string;
                phone: string | null;
                phoneText: string | null;
            } | null;
            furtherGuests: string[];
            guestsLeft: number;
            canRemoveGuests: boolean;
            revision: number;
            /** @enum {string} */
            calendarSync: "off" | "pending" | "synced" | "attention";
            /** @enum {string} */
            conferenceSync: "off" | "pending" | "synced" | "attention";
            /** @enum {string} */
            emailSync: "off" | "pending" | "synced" | "attention";
            attentionReason: string | null;
            conference: ("own_link" | "vendor" | "calendar" | "none") | null;
            meetingUrl: string | null;
            moveTo: string | null;
            approveBy: string | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
            location: {
                /** @enum {string} */
                kind: "video_meeting" | "phone" | "in_person" | "custom_url";
                label: string;
            };
            answers: {
                [key: string]: string | boolean | number;
            };
            questions: {
                id: string;
                label: string;
            }[];
            note: string | null;
            timeline: components["schemas"]["TimelineEntry"][];
            workflowUrl: string | null;
            deliveries: {
                template: string;
                audience: string;
                status: string;
                /**
                 * Format: date-time
                 * @example 2026-11-24T02:00:00.000Z
                 */
                at: string;
                detail: string | null;
            }[];
            payment: components["schemas"]["HostPayment"] | null;
            unpaidMove: components["schemas"]["UnpaidMove"] | null;
        };
        BookingLink: {
            slug: string;
            title: string;
            description: string;
            /** @enum {string} */
            kind: "one_to_one" | "group" | "collective" | "round_robin";
            capacity: number;
            durationsMinutes: number[];
            location: {
                /** @enum {string} */
                kind: "video_meeting" | "phone" | "in_person" | "custom_url";
                label: string;
            };
            requiresApproval: boolean;
            questions: components["schemas"]["Question"][];
            hosts: {
                name: string;
                username: string;
                photoUrl: string | null;
            }[];
            hostTimeZone: string;
            bookable: {
                /**
                 * Format: date
                 * @example 2026-11-24
                 */
                from: string;
                /**
                 * Format: date
                 * @example 2026-11-24
                 */
                to: string;
            };
            holdMinutes: number;
            isListed: boolean;
            cancelNoticeMinutes: number;
            rescheduleNoticeMinutes: number;
            mostFurtherGuests: number;
            price: components["schemas"]["Price"] | null;
            refundTexts: components["schemas"]["RefundTexts"] | null;
            brand: components["schemas"]["Brand"];
            move: {
                price: components["schemas"]["Price"] | null;
                pay: {
                    amountMinor: number;
                    /** @enum {string} */
                    currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
                } | null;
                back: {
                    amountMinor: number;
                    /** @enum {string} */
                    currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
                } | null;
            } | null;
        };
        BookingPage: {
            items: components["schemas"]["Booking"][];
            nextCursor: string | null;
        };
        BookingReceipt: {
            booking: components["schemas"]["GuestBooking"];
            links: components["schemas"]["ManageLinks"];
        };
        BookingWindowRule: {
            /** @constant */
            kind: "rolling";
            days: number;
        } | {
            /** @constant */
            kind: "range";
            /**
             * Format: date
             * @example 2026-11-24
             */
            from: string;
            /**
             * Format: date
             * @example 2026-11-24
             */
            to: string;
        };
        BookingWindowRuleInput: {
            /** @constant */
            kind: "rolling";
            days: number;
        } | {
            /** @constant */
            kind: "range";
            /**
             * Format: date
             * @example 2026-11-24
             */
            from: string;
            /**
             * Format: date
             * @example 2026-11-24
             */
            to: string;
        };
        Brand: {
            name: string;
            /** @enum {string} */
            locale: "en" | "vi";
            logo: components["schemas"]["Logo"] | null;
            colours: components["schemas"]["Palette"] | null;
        };
        Branding: {
            name: string;
            /** @enum {string} */
            locale: "en" | "vi";
            logo: components["schemas"]["Logo"] | null;
            colours: components["schemas"]["Palette"] | null;
            senderName: string | null;
            accent: string | null;
            version: number;
        };
        BrandingInput: {
            name: string & (unknown & unknown);
            senderName: (string & (unknown & unknown)) | null;
            /** @enum {string} */
            locale: "en" | "vi";
            accent: string | null;
        };
        CancelInput: {
            reason?: string;
        };
        CancelledBooking: {
            booking: components["schemas"]["GuestBooking"];
        };
        Change: {
            /** @enum {string} */
            noun: "booking" | "session" | "link" | "schedule" | "integration" | "calendar" | "attention" | "reconciliation" | "suppression" | "domain" | "contact" | "api_key" | "member" | "tenant" | "subscription";
            id: string;
            startsAt: string | null;
            endsAt: string | null;
        };
        CheckedBooking: {
            booking: components["schemas"]["GuestBooking"];
        };
        Checkout: {
            url: string;
        };
        ColourPreview: {
            ratio: number;
            isReadable: boolean;
            nearest: string;
            colours: components["schemas"]["Palette"];
        };
        ConnectedSignIn: {
            /** @enum {string} */
            vendor: "google" | "microsoft";
            account: {
                label: string;
                /**
                 * Format: date-time
                 * @example 2026-11-24T02:00:00.000Z
                 */
                connectedAt: string;
                lastUsedAt: string | null;
                isLastWayIn: boolean;
            } | null;
        };
        ConnectedSignInPage: {
            items: components["schemas"]["ConnectedSignIn"][];
            nextCursor: string | null;
            hasPassword: boolean;
        };
        Contact: {
            id: string;
            name: string;
            email: string;
            phone: string | null;
            timeZone: string;
            /** @enum {string} */
            locale: "en" | "vi";
            bookingCount: number;
            lastBookingAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
            erasure: components["schemas"]["GuestErasure"] | null;
        };
        ContactPage: {
            items: components["schemas"]["Contact"][];
            nextCursor: string | null;
        };
        Departure: {
            id: string;
            member: {
                id: string;
                name: string;
            };
            /** @enum {string} */
            kind: "deactivate" | "remove" | "leave";
            /** @enum {string} */
            plan: "reassign" | "hand_over" | "cancel";
            /** @enum {string} */
            state: "open" | "settled" | "done";
            total: number;
            settled: number;
            cancelled: number;
            failure: ("revoked" | "access_withdrawn" | "insufficient_permissions" | "credentials_refused" | "not_connected" | "throttled" | "quota_exceeded" | "missing" | "conflict" | "event_deleted" | "id_of_another_event" | "key_reused" | "reservation_gone" | "invalid" | "not_allowed" | "recipient_refused" | "sender_refused" | "content_refused" | "malformed_request" | "authorization_expired" | "insufficient_scopes" | "no_lasting_access" | "identity_not_proven" | "cursor_expired" | "unavailable" | "timeout" | "unreachable" | "unexpected_answer" | "in_progress" | "edited_meanwhile" | "circuit_open" | "not_configured" | "credentials_unreadable" | "credentials_not_stored" | "meeting_pending" | "meeting_failed" | "internal" | "last_owner" | "suppressed" | "capped" | "overtaken" | "undelivered" | "bounced" | "complained" | "refund_failed" | "payment_disputed" | "fraud_warned" | "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor" | "event_moved" | "event_removed" | "events_missing") | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
        };
        DeparturePage: {
            items: components["schemas"]["Departure"][];
            nextCursor: string | null;
        };
        DeparturePreview: {
            bookings: number;
            shared: number;
            links: {
                archived: number;
                passedOn: number;
                left: number;
            };
            isLastOwner: boolean;
        };
        DisconnectedPaymentAccount: {
            /** @enum {string} */
            webhook: "removed" | "left" | "none";
        };
        Domain: {
            id: string;
            name: string;
            /** @enum {string} */
            state: "pending" | "verified" | "failing" | "given_up" | "released";
            finding: ("proof_missing" | "points_elsewhere" | "in_use" | "unanswered") | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
            verifiedAt: string | null;
            checkedAt: string | null;
            releaseAt: string | null;
            proof: {
                name: string;
                value: string;
            };
            target: string;
        };
        DomainPage: {
            items: components["schemas"]["Domain"][];
            nextCursor: string | null;
        };
        EraseContactInput: {
            /**
             * Format: idn-email
             * @example an@example.com
             */
            email: string;
        };
        Explanation: {
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            start: string;
            durationMinutes: number;
            offered: boolean;
            reasons: ({
                rule: string;
                hostId?: string;
                hostName?: string;
                title?: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        Export: {
            id: string;
            /** @enum {string} */
            state: "open" | "ready";
            bytes: number;
            failure: ("revoked" | "access_withdrawn" | "insufficient_permissions" | "credentials_refused" | "not_connected" | "throttled" | "quota_exceeded" | "missing" | "conflict" | "event_deleted" | "id_of_another_event" | "key_reused" | "reservation_gone" | "invalid" | "not_allowed" | "recipient_refused" | "sender_refused" | "content_refused" | "malformed_request" | "authorization_expired" | "insufficient_scopes" | "no_lasting_access" | "identity_not_proven" | "cursor_expired" | "unavailable" | "timeout" | "unreachable" | "unexpected_answer" | "in_progress" | "edited_meanwhile" | "circuit_open" | "not_configured" | "credentials_unreadable" | "credentials_not_stored" | "meeting_pending" | "meeting_failed" | "internal" | "last_owner" | "suppressed" | "capped" | "overtaken" | "undelivered" | "bounced" | "complained" | "refund_failed" | "payment_disputed" | "fraud_warned" | "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor" | "event_moved" | "event_removed" | "events_missing") | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
            readyAt: string | null;
            expiresAt: string | null;
        };
        ExportPage: {
            items: components["schemas"]["Export"][];
            nextCursor: string | null;
        };
        FeatureList: {
            items: {
                /** @enum {string} */
                name: "api_keys" | "calendar_accounts" | "csv_exports" | "group_links" | "mail_accounts";
                off: string;
                isOn: boolean;
                set: {
                    isOn: boolean;
                    reason: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-24T02:00:00.000Z
                     */
                    setAt: string;
                } | null;
            }[];
        };
        Guest: {
            name: string & (unknown & unknown);
            /**
             * Format: idn-email
             * @example an@example.com
             */
            email: string;
            phone?: string & (unknown & unknown);
        };
        GuestBooking: {
            bookingId: string;
            code: string;
            /** @enum {string} */
            status: "held" | "pending_payment" | "pending_approval" | "confirmed" | "cancelled" | "declined" | "expired" | "completed" | "no_show";
            title: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            start: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            end: string;
            timeZone: string;
            hostTimeZone: string;
            /** @enum {string} */
            locale: "en" | "vi";
            hosts: {
                name: string;
            }[];
            guest: {
                name: string;
                email: string;
            };
            location: {
                /** @enum {string} */
                kind: "video_meeting" | "phone" | "in_person" | "custom_url";
                label: string;
                conference: ("own_link" | "vendor" | "calendar" | "none") | null;
                meetingUrl: string | null;
            };
            revision: number;
            moveTo: string | null;
            warnings: ("calendar_pending" | "email_pending")[];
            furtherGuests: string[];
            guestsLeft: number;
            canRemoveGuests: boolean;
            canReschedule: boolean;
            canCancel: boolean;
            rescheduleUntil: string | null;
            cancelUntil: string | null;
            contact: {
                name: string;
                email: string;
            } | null;
            lastChange: {
                /** @enum {string} */
                kind: "rescheduled" | "move_requested" | "move_declined" | "declined" | "cancelled";
                /** @enum {string} */
                by: "guest" | "host" | "system";
                reason: string | null;
            } | null;
            link: {
                username: string;
                slug: string;
                durationMinutes: number;
            };
            nextStep: string | null;
            payment: components["schemas"]["GuestPayment"] | null;
            unpaidMove: components["schemas"]["UnpaidMove"] | null;
        };
        GuestData: {
            brand: components["schemas"]["Brand"];
            /** @enum {string} */
            locale: "en" | "vi";
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            expiresAt: string;
            erasure: components["schemas"]["GuestErasure"] | null;
            kept: {
                person: components["schemas"]["GuestDataPerson"];
                upcoming: number;
                invited: number;
            } | null;
        };
        GuestDataBooking: {
            id: string;
            code: string;
            title: string;
            /** @enum {string} */
            status: "held" | "pending_payment" | "pending_approval" | "confirmed" | "cancelled" | "declined" | "expired" | "completed" | "no_show";
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            start: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            end: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            bookedAt: string;
            isBrought: boolean;
            name: string | null;
            phone: string | null;
            timeZone: string | null;
            furtherGuests: string[];
            answers: {
                question: string;
                answer: string;
            }[];
            note: string | null;
            reasons: {
                kind: string;
                /** @enum {string} */
                by: "guest" | "host" | "system";
                text: string;
            }[];
            payments: {
                /** @enum {string} */
                state: "open" | "reserved" | "closed" | "paid";
                amountMinor: number;
                /** @enum {string} */
                currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
                paidMinor: number;
                refundedMinor: number;
                method: string | null;
            }[];
        };
        GuestDataBookingPage: {
            items: components["schemas"]["GuestDataBooking"][];
            nextCursor: string | null;
        };
        GuestDataFile: {
            organisation: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            madeAt: string;
            person: components["schemas"]["GuestDataPerson"];
            bookings: components["schemas"]["GuestDataBooking"][];
            mails: components["schemas"]["GuestDataMail"][];
        };
        GuestDataMail: {
            id: string;
            /** @enum {string} */
            template: "booking_requested" | "booking_confirmed" | "booking_declined" | "booking_rescheduled" | "booking_move_requested" | "booking_move_declined" | "booking_cancelled" | "booking_expired" | "booking_reminder" | "booking_meeting_link" | "booking_uninvited" | "booking_reassigned" | "booking_handed_on" | "payment_received" | "payment_unpaid" | "payment_reserved" | "payment_released" | "payment_not_taken" | "payment_refunded" | "payment_refund_failed" | "payment_disputed" | "payment_warned" | "payments_differ" | "integration_reconnect" | "password_reset" | "tenant_activation" | "tenant_ownership" | "plan_limit_near" | "plan_limit_reached" | "plan_trial_ending" | "plan_past_due" | "plan_ended" | "members_frozen" | "tenant_deletion_asked" | "tenant_deletion_called_off" | "support_view_entered" | "domain_verified" | "domain_failing" | "domain_released" | "domain_given_up" | "new_sign_in" | "sign_in_changed" | "email_verification" | "email_changed" | "export_ready" | "deletion_asked" | "host_requested" | "host_named" | "member_invited" | "member_removed" | "registration_link" | "registration_known" | "guest_data_link" | "guest_erased";
            subject: string | null;
            /** @enum {string} */
            state: "queued" | "sent" | "delayed" | "failed" | "delivered" | "bounced" | "complained";
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
            sentAt: string | null;
        };
        GuestDataMailPage: {
            items: components["schemas"]["GuestDataMail"][];
            nextCursor: string | null;
        };
        GuestDataPerson: {
            email: string;
            name: string | null;
            phone: string | null;
            timeZone: string | null;
            locale: ("en" | "vi") | null;
            since: string | null;
        };
        GuestErasure: {
            /** @enum {string} */
            stage: "erasing" | "erased";
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            at: string;
        };
        GuestPayment: {
            /** @enum {string} */
            state: "open" | "reserved" | "closed" | "paid";
            /** @enum {string} */
            captures: "at_once" | "on_approval";
            reservation: ("held" | "being_taken" | "being_released" | "released") | null;
            amountMinor: number;
            /** @enum {string} */
            currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
            taxBasisPoints: number;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            payBy: string;
            canPay: boolean;
            paidMinor: number;
            method: string | null;
            receiptUrl: string | null;
            refunds: {
                amountMinor: number;
                /** @enum {string} */
                currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
                /** @enum {string} */
                state: "owed" | "pending" | "succeeded" | "failed" | "cancelled";
                /** @enum {string} */
                reason: "guest_cancelled" | "host_cancelled" | "declined" | "late" | "duplicate" | "time_lost" | "host_decision" | "moved";
                isOutside: boolean;
                /**
                 * Format: date-time
                 * @example 2026-11-24T02:00:00.000Z
                 */
                at: string;
            }[];
            refundText: string;
            ifCancelled: {
                amountMinor: number;
                /** @enum {string} */
                cause: "whole" | "tier" | "too_late" | "none";
            } | null;
        };
        Hold: {
            bookingId: string;
            holdToken: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            start: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            end: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            holdUntil: string;
        };
        HoldInput: {
            /**
             * Format: date-time
             * @example 2026-11-24T09:00:00+07:00
             */
            start: string;
            durationMinutes: number;
            /** @example Asia/Ho_Chi_Minh */
            timeZone: string;
            replaces?: {
                bookingId: string;
                holdToken: string;
            };
        };
        /** @enum {string} */
        HostAnswer: "accept" | "decline" | "leave";
        HostPayment: {
            id: string;
            /** @enum {string} */
            state: "open" | "reserved" | "closed" | "paid";
            reservation: ("held" | "being_taken" | "being_released" | "released") | null;
            /** @enum {string} */
            currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
            amountMinor: number;
            capturedMinor: number;
            refundedMinor: number;
            keptMinor: number;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            payBy: string;
            toGiveBackMinor: number;
            needsAttention: boolean;
            refundText: string;
            ifCancelled: {
                whole: number;
                policy: number;
            } | null;
        };
        HostRequest: {
            id: string;
            /** @enum {string} */
            state: "asked" | "agreed" | "named" | "declined" | "left" | "withdrawn";
            link: {
                id: string;
                title: string;
                /** @enum {string} */
                kind: "one_to_one" | "group" | "collective" | "round_robin";
                durationsMinutes: number[];
            };
            ownerName: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
        };
        HostRequestPage: {
            items: components["schemas"]["HostRequest"][];
            nextCursor: string | null;
        };
        Integration: {
            id: string;
            /** @enum {string} */
            vendor: "google" | "jitsi" | "resend" | "smtp" | "local-mailbox" | "stripe";
            accountLabel: string;
            /** @enum {string} */
            status: "connected" | "needs_reconnection" | "disconnecting" | "disconnected";
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            connectedAt: string;
            calendars: {
                id: string;
                name: string;
                color: string | null;
                isPrimary: boolean;
                isConflictCalendar: boolean;
                isTarget: boolean;
                /** @enum {string} */
                state: "importing" | "up_to_date" | "catching_up" | "in_doubt" | "needs_reconnection" | "failing";
                lastSyncedAt: string | null;
                readUntil: string | null;
                withheld: {
                    missing: number;
                    known: number;
                    isAsked: boolean;
                } | null;
                eventCount: number;
                pushUntil: string | null;
                lastError: string | null;
                workflowUrl: string | null;
            }[];
        };
        IntegrationPage: {
            items: components["schemas"]["Integration"][];
            nextCursor: string | null;
            available: "google"[];
        };
        Invitation: {
            id: string;
            email: string;
            /** @enum {string} */
            role: "owner" | "admin" | "host" | "viewer";
            invitedBy: string;
            isExpired: boolean;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
        };
        InvitationPage: {
            items: components["schemas"]["Invitation"][];
            nextCursor: string | null;
        };
        Joined: {
            tenantId: string;
            memberId: string;
        };
        LimitRule: {
            /** @enum {string} */
            period: "day" | "week" | "month";
            count: number;
            /**
             * @default link
             * @enum {string}
             */
            per: "link" | "host";
        };
        LimitRuleInput: {
            /** @enum {string} */
            period: "day" | "week" | "month";
            count: number;
            /**
             * @default link
             * @enum {string}
             */
            per?: "link" | "host";
        };
        Link: {
            /** @example intro-call */
            slug: string;
            title: string & (unknown & unknown);
            description: string;
            /** @enum {string} */
            kind: "one_to_one" | "group" | "collective" | "round_robin";
            durationsMinutes: number[];
            capacity: number;
            hostIds: string[];
            assignment: components["schemas"]["AssignmentRule"];
            scheduleId: string | null;
            stepMinutes: number | null;
            startGrid: components["schemas"]["StartGridRule"];
            bufferBeforeMinutes: number;
            bufferAfterMinutes: number;
            noticeMinutes: number;
            bookingWindow: components["schemas"]["BookingWindowRule"];
            limits: components["schemas"]["LimitRule"][];
            location: {
                /** @enum {string} */
                kind: "video_meeting" | "phone" | "in_person" | "custom_url";
                value: string;
            };
            requiresApproval: boolean;
            approvalDeadlineHours: number;
            holdMinutes: number;
            reminderMinutes: number[];
            questions: components["schemas"]["Question"][];
            guestLimit: {
                count: number;
                days: number;
            } | null;
            cancelNoticeMinutes: number;
            rescheduleNoticeMinutes: number;
            mostFurtherGuests: number;
            price: components["schemas"]["Price"] | null;
            refundPolicy: components["schemas"]["RefundTierRule"][];
            isActive: boolean;
            isHidden: boolean;
            redirectUrl: string | null;
            id: string;
            ownerId: string;
            ownerName: string;
            canEdit: boolean;
            archivedAt: string | null;
            hostRequests: {
                memberId: string;
                /** @enum {string} */
                state: "asked" | "declined" | "left";
            }[];
            publicUrl: string;
            bookingCount: number;
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            updatedAt: string;
        };
        LinkInput: {
            /** @example intro-call */
            slug: string;
            title: string & (unknown & unknown);
            /** @default  */
            description?: string;
            /**
             * @default one_to_one
             * @enum {string}
             */
            kind?: "one_to_one" | "group" | "collective" | "round_robin";
            durationsMinutes: number[];
            /** @default 1 */
            capacity?: number;
            /** @default [] */
            hostIds?: string[];
            /**
             * @default {
             *       "strategy": "round_robin",
             *       "namedHostId": null,
             *       "weights": {}
             *     }
             */
            assignment?: components["schemas"]["AssignmentRuleInput"];
            /** @default null */
            scheduleId?: string | null;
            /** @default null */
            stepMinutes?: number | null;
            /**
             * @default {
             *       "kind": "clock",
             *       "offsetMinutes": 0
             *     }
             */
            startGrid?: components["schemas"]["StartGridRuleInput"];
            /** @default 0 */
            bufferBeforeMinutes?: number;
            /** @default 0 */
            bufferAfterMinutes?: number;
            /** @default 60 */
            noticeMinutes?: number;
            /**
             * @default {
             *       "kind": "rolling",
             *       "days": 60
             *     }
             */
            bookingWindow?: components["schemas"]["BookingWindowRuleInput"];
            /** @default [] */
            limits?: components["schemas"]["LimitRuleInput"][];
            /**
             * @default {
             *       "kind": "video_meeting",
             *       "value": ""
             *     }
             */
            location?: {
                /** @enum {string} */
                kind: "video_meeting" | "phone" | "in_person" | "custom_url";
                value: string;
            };
            /** @default false */
            requiresApproval?: boolean;
            /** @default 48 */
            approvalDeadlineHours?: number;
            /** @default 10 */
            holdMinutes?: number;
            /**
             * @default [
             *       1440,
             *       60
             *     ]
             */
            reminderMinutes?: number[];
            /** @default [] */
            questions?: components["schemas"]["QuestionInput"][];
            /** @default null */
            guestLimit?: {
                count: number;
                days: number;
            } | null;
            /** @default 0 */
            cancelNoticeMinutes?: number;
            /** @default 0 */
            rescheduleNoticeMinutes?: number;
            /** @description 10 unless given, and 0 in a group. */
            mostFurtherGuests?: number;
            /** @default null */
            price?: components["schemas"]["PriceInput"] | null;
            /** @default [] */
            refundPolicy?: components["schemas"]["RefundTierRuleInput"][];
            /** @default true */
            isActive?: boolean;
            /** @default false */
            isHidden?: boolean;
            /** @default null */
            redirectUrl?: string | null;
        };
        LinkPage: {
            items: components["schemas"]["Link"][];
            nextCursor: string | null;
        };
        LinkPatch: {
            /** @example intro-call */
            slug?: string;
            title?: string & (unknown & unknown);
            description?: string;
            /** @enum {string} */
            kind?: "one_to_one" | "group" | "collective" | "round_robin";
            durationsMinutes?: number[];
            capacity?: number;
            hostIds?: string[];
            assignment?: components["schemas"]["AssignmentRuleInput"];
            scheduleId?: string | null;
            stepMinutes?: number | null;
            startGrid?: components["schemas"]["StartGridRuleInput"];
            bufferBeforeMinutes?: number;
            bufferAfterMinutes?: number;
            noticeMinutes?: number;
            bookingWindow?: components["schemas"]["BookingWindowRuleInput"];
            limits?: components["schemas"]["LimitRuleInput"][];
            location?: {
                /** @enum {string} */
                kind: "video_meeting" | "phone" | "in_person" | "custom_url";
                value: string;
            };
            requiresApproval?: boolean;
            approvalDeadlineHours?: number;
            holdMinutes?: number;
            reminderMinutes?: number[];
            questions?: components["schemas"]["QuestionInput"][];
            guestLimit?: {
                count: number;
                days: number;
            } | null;
            cancelNoticeMinutes?: number;
            rescheduleNoticeMinutes?: number;
            mostFurtherGuests?: number;
            price?: components["schemas"]["PriceInput"] | null;
            refundPolicy?: components["schemas"]["RefundTierRuleInput"][];
            isActive?: boolean;
            isHidden?: boolean;
            redirectUrl?: string | null;
        };
        Logo: {
            url: string;
            width: number;
            height: number;
        };
        MadeApiKey: {
            id: string;
            name: string;
            /** @enum {string} */
            owner: "me" | "tenant";
            scopes: ("account.read" | "account.write" | "handle.write" | "members.read" | "members.write" | "sign_in_policy.write" | "changes.read" | "bookings.read" | "bookings.write" | "payments.read" | "payments.write" | "contacts.read" | "contacts.erase" | "attention.read" | "attention.write" | "suppressions.read" | "suppressions.write" | "links.read" | "links.write" | "schedules.read" | "schedules.write" | "integrations.read" | "integrations.write" | "tenant_integrations.read" | "tenant_integrations.write" | "audit.read" | "domains.read" | "domains.write" | "branding.read" | "branding.write" | "usage.read" | "billing.read" | "billing.write" | "api_keys.read" | "api_keys.write" | "tenant_api_keys.read" | "tenant_api_keys.write" | "others.write")[];
            /** @enum {string} */
            state: "active" | "expired" | "revoked";
            createdBy: {
                id: string;
                name: string | null;
            };
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
            expiresAt: string | null;
            revokedAt: string | null;
            formerUntil: string | null;
            lastUsedAt: string | null;
            lastUsedFrom: string | null;
            key: string;
        };
        ManageLinks: {
            manage: string;
            view: string;
            reschedule: string;
            cancel: string;
            ics: string;
        };
        ManagedBooking: {
            booking: components["schemas"]["GuestBooking"];
            links: {
                manage?: string;
                view?: string;
                reschedule?: string;
                cancel?: string;
                ics?: string;
            };
            brand: components["schemas"]["Brand"];
        };
        Me: {
            userId: string;
            email: string;
            person: {
                id: string;
                clock: ("12h" | "24h") | null;
                weekStart: number;
                photoUrl: string | null;
            };
            member: {
                id: string;
                name: string;
                username: string;
                bio: string;
                /** @enum {string} */
                role: "owner" | "admin" | "host" | "viewer";
                timeZone: string;
                /** @enum {string} */
                locale: "en" | "vi";
            };
            frozen: {
                /** @enum {string} */
                plan: "free" | "pro" | "team" | "enterprise";
                allowed: number;
                owners: string[];
            } | null;
            tenant: {
                id: string;
                name: string;
                /** @enum {string} */
                state: "active" | "suspended";
                deletionDueAt: string | null;
                secondFactorRequired: boolean;
                planEndsAt: string | null;
                logo: components["schemas"]["Logo"] | null;
                colours: components["schemas"]["Palette"] | null;
            };
            permissions: ("account.read" | "account.write" | "handle.write" | "members.read" | "members.write" | "sign_in_policy.write" | "changes.read" | "bookings.read" | "bookings.write" | "payments.read" | "payments.write" | "contacts.read" | "contacts.erase" | "attention.read" | "attention.write" | "suppressions.read" | "suppressions.write" | "links.read" | "links.write" | "schedules.read" | "schedules.write" | "integrations.read" | "integrations.write" | "tenant_integrations.read" | "tenant_integrations.write" | "audit.read" | "domains.read" | "domains.write" | "branding.read" | "branding.write" | "usage.read" | "billing.read" | "billing.write" | "api_keys.read" | "api_keys.write" | "tenant_api_keys.read" | "tenant_api_keys.write" | "others.write")[];
            isOperator: boolean;
            supportView: {
                id: string;
                reason: string;
                /**
                 * Format: date-time
                 * @example 2026-11-24T02:00:00.000Z
                 */
                endsAt: string;
            } | null;
            featuresOff: ("api_keys" | "calendar_accounts" | "csv_exports" | "group_links" | "mail_accounts")[];
            conferenceVendor: "jitsi" | null;
            takesPayments: boolean;
            sellsPlans: boolean;
            memberships: {
                memberId: string;
                /** @enum {string} */
                role: "owner" | "admin" | "host" | "viewer";
                tenant: {
                    id: string;
                    name: string;
                };
            }[];
            profileUrl: string;
            temporalUiUrl: string | null;
        };
        Member: {
            id: string;
            name: string;
            email: string;
            username: string;
            /** @enum {string} */
            role: "owner" | "admin" | "host" | "viewer";
            isActive: boolean;
            isFrozen: boolean;
            timeZone: string;
            makesMeetings: boolean;
            needsReconnection: boolean;
        };
        MemberPage: {
            items: components["schemas"]["Member"][];
            nextCursor: string | null;
        };
        MinuteRange: {
            startMinute: number;
            endMinute: number;
        };
        MinuteRangeInput: {
            startMinute: number;
            endMinute: number;
        };
        OpenInvitation: {
            tenantName: string;
            invitedBy: string;
            email: string;
            /** @enum {string} */
            role: "owner" | "admin" | "host" | "viewer";
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            expiresAt: string;
            hasAccount: boolean;
            signedInAs: string | null;
        };
        OperatorDomain: {
            id: string;
            name: string;
            /** @enum {string} */
            state: "pending" | "verified" | "failing" | "given_up" | "released";
            finding: ("proof_missing" | "points_elsewhere" | "in_use" | "unanswered") | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
            verifiedAt: string | null;
            checkedAt: string | null;
            releaseAt: string | null;
        };
        OperatorDomainPage: {
            items: components["schemas"]["OperatorDomain"][];
            nextCursor: string | null;
        };
        OperatorList: {
            items: {
                id: string;
                email: string;
                /**
                 * Format: date-time
                 * @example 2026-11-24T02:00:00.000Z
                 */
                grantedAt: string;
            }[];
            nextCursor: string | null;
            ofSettings: string[];
        };
        OperatorTenant: {
            id: string;
            name: string;
            handle: string | null;
            /** @enum {string} */
            locale: "en" | "vi";
            timeZone: string;
            /** @enum {string} */
            state: "active" | "suspended";
            stateAt: string | null;
            stateReason: string | null;
            /** @enum {string} */
            plan: "free" | "pro" | "team" | "enterprise";
            limits: {
                bookings?: number | null;
                members?: number | null;
                calendars?: number | null;
                domains?: number | null;
            };
            deletion: {
                /**
                 * Format: date-time
                 * @example 2026-11-24T02:00:00.000Z
                 */
                dueAt: string;
                reason: string;
                /** @enum {string} */
                state: "waiting" | "settling" | "removing";
            } | null;
            memberCount: number;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
        };
        OperatorTenantPage: {
            items: components["schemas"]["OperatorTenant"][];
            nextCursor: string | null;
        };
        OutsidePaymentInput: {
            method?: string;
        };
        OwnAccountDeletion: {
            deletion: components["schemas"]["AccountDeletion"] | null;
        };
        Palette: {
            light: {
                accent: string;
                onAccent: string;
                accentStrong: string;
                accentInk: string;
                accentWash: string;
                accentWashStrong: string;
            };
            dark: {
                accent: string;
                onAccent: string;
                accentStrong: string;
                accentInk: string;
                accentWash: string;
                accentWashStrong: string;
            };
        };
        Passkey: {
            id: string;
            name: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
            lastUsedAt: string | null;
        };
        PasskeyChallenge: {
            challenge: string;
        } & {
            [key: string]: unknown;
        };
        PasskeyPage: {
            items: components["schemas"]["Passkey"][];
            nextCursor: string | null;
        };
        Payment: {
            id: string;
            booking: {
                id: string;
                code: string;
                title: string;
                /**
                 * Format: date-time
                 * @example 2026-11-24T02:00:00.000Z
                 */
                start: string;
                guestName: string | null;
            };
            /** @enum {string} */
            state: "open" | "reserved" | "closed" | "paid";
            /** @enum {string} */
            purpose: "booking" | "move";
            mode: ("live" | "test") | null;
            /** @enum {string} */
            currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
            amountMinor: number;
            taxBasisPoints: number;
            /** @enum {string} */
            captures: "at_once" | "on_approval";
            reservation: ("held" | "being_taken" | "being_released" | "released") | null;
            reservedMinor: number;
            captureBefore: string | null;
            capturedMinor: number;
            refundedMinor: number;
            lostMinor: number;
            keptMinor: number;
            refundableMinor: number;
            method: string | null;
            failure: ("revoked" | "access_withdrawn" | "insufficient_permissions" | "credentials_refused" | "not_connected" | "throttled" | "quota_exceeded" | "missing" | "conflict" | "event_deleted" | "id_of_another_event" | "key_reused" | "reservation_gone" | "invalid" | "not_allowed" | "recipient_refused" | "sender_refused" | "content_refused" | "malformed_request" | "authorization_expired" | "insufficient_scopes" | "no_lasting_access" | "identity_not_proven" | "cursor_expired" | "unavailable" | "timeout" | "unreachable" | "unexpected_answer" | "in_progress" | "edited_meanwhile" | "circuit_open" | "not_configured" | "credentials_unreadable" | "credentials_not_stored" | "meeting_pending" | "meeting_failed" | "internal" | "last_owner" | "suppressed" | "capped" | "overtaken" | "undelivered" | "bounced" | "complained" | "refund_failed" | "payment_disputed" | "fraud_warned" | "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor" | "event_moved" | "event_removed" | "events_missing") | null;
            failingSince: string | null;
            warnedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            payBy: string;
            capturedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
            refunds: {
                id: string;
                amountMinor: number;
                /** @enum {string} */
                state: "owed" | "pending" | "succeeded" | "failed" | "cancelled";
                /** @enum {string} */
                reason: "guest_cancelled" | "host_cancelled" | "declined" | "late" | "duplicate" | "time_lost" | "host_decision" | "moved";
                /**
                 * Format: date-time
                 * @example 2026-11-24T02:00:00.000Z
                 */
                at: string;
                failure: ("revoked" | "access_withdrawn" | "insufficient_permissions" | "credentials_refused" | "not_connected" | "throttled" | "quota_exceeded" | "missing" | "conflict" | "event_deleted" | "id_of_another_event" | "key_reused" | "reservation_gone" | "invalid" | "not_allowed" | "recipient_refused" | "sender_refused" | "content_refused" | "malformed_request" | "authorization_expired" | "insufficient_scopes" | "no_lasting_access" | "identity_not_proven" | "cursor_expired" | "unavailable" | "timeout" | "unreachable" | "unexpected_answer" | "in_progress" | "edited_meanwhile" | "circuit_open" | "not_configured" | "credentials_unreadable" | "credentials_not_stored" | "meeting_pending" | "meeting_failed" | "internal" | "last_owner" | "suppressed" | "capped" | "overtaken" | "undelivered" | "bounced" | "complained" | "refund_failed" | "payment_disputed" | "fraud_warned" | "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor" | "event_moved" | "event_removed" | "events_missing") | null;
            }[];
            disputes: {
                amountMinor: number;
                /** @enum {string} */
                state: "open" | "won" | "lost";
                reason: string;
                respondBy: string | null;
            }[];
        };
        PaymentAccount: {
            id: string;
            /** @enum {string} */
            vendor: "stripe";
            accountLabel: string;
            /** @enum {string} */
            status: "connected" | "needs_reconnection" | "disconnecting" | "disconnected";
            /** @enum {string} */
            mode: "live" | "test";
            isCurrent: boolean;
            isUnrestricted: boolean;
            country: string | null;
            currency: ("AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR") | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            connectedAt: string;
            unsettledPayments: number;
            webhook: {
                url: string;
                /** @enum {string} */
                state: "automatic" | "manual" | "missing";
                formerSecretUntil: string | null;
                lastEventAt: string | null;
            };
        };
        PaymentAccountInput: {
            /** @enum {string} */
            vendor: "stripe";
            key: string;
            /** @default false */
            acceptsUnrestricted?: boolean;
        };
        PaymentAccountPage: {
            items: components["schemas"]["PaymentAccount"][];
            nextCursor: string | null;
            available: components["schemas"]["PaymentVendorOffer"][];
            pricedLinks: number;
        };
        PaymentDetail: {
            id: string;
            booking: {
                id: string;
                code: string;
                title: string;
                /**
                 * Format: date-time
                 * @example 2026-11-24T02:00:00.000Z
                 */
                start: string;
                guestName: string | null;
            };
            /** @enum {string} */
            state: "open" | "reserved" | "closed" | "paid";
            /** @enum {string} */
            purpose: "booking" | "move";
            mode: ("live" | "test") | null;
            /** @enum {string} */
            currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
            amountMinor: number;
            taxBasisPoints: number;
            /** @enum {string} */
            captures: "at_once" | "on_approval";
            reservation: ("held" | "being_taken" | "being_released" | "released") | null;
            reservedMinor: number;
            captureBefore: string | null;
            capturedMinor: number;
            refundedMinor: number;
            lostMinor: number;
            keptMinor: number;
            refundableMinor: number;
            method: string | null;
            failure: ("revoked" | "access_withdrawn" | "insufficient_permissions" | "credentials_refused" | "not_connected" | "throttled" | "quota_exceeded" | "missing" | "conflict" | "event_deleted" | "id_of_another_event" | "key_reused" | "reservation_gone" | "invalid" | "not_allowed" | "recipient_refused" | "sender_refused" | "content_refused" | "malformed_request" | "authorization_expired" | "insufficient_scopes" | "no_lasting_access" | "identity_not_proven" | "cursor_expired" | "unavailable" | "timeout" | "unreachable" | "unexpected_answer" | "in_progress" | "edited_meanwhile" | "circuit_open" | "not_configured" | "credentials_unreadable" | "credentials_not_stored" | "meeting_pending" | "meeting_failed" | "internal" | "last_owner" | "suppressed" | "capped" | "overtaken" | "undelivered" | "bounced" | "complained" | "refund_failed" | "payment_disputed" | "fraud_warned" | "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor" | "event_moved" | "event_removed" | "events_missing") | null;
            failingSince: string | null;
            warnedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            payBy: string;
            capturedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            createdAt: string;
            refunds: {
                id: string;
                amountMinor: number;
                /** @enum {string} */
                state: "owed" | "pending" | "succeeded" | "failed" | "cancelled";
                /** @enum {string} */
                reason: "guest_cancelled" | "host_cancelled" | "declined" | "late" | "duplicate" | "time_lost" | "host_decision" | "moved";
                /**
                 * Format: date-time
                 * @example 2026-11-24T02:00:00.000Z
                 */
                at: string;
                failure: ("revoked" | "access_withdrawn" | "insufficient_permissions" | "credentials_refused" | "not_connected" | "throttled" | "quota_exceeded" | "missing" | "conflict" | "event_deleted" | "id_of_another_event" | "key_reused" | "reservation_gone" | "invalid" | "not_allowed" | "recipient_refused" | "sender_refused" | "content_refused" | "malformed_request" | "authorization_expired" | "insufficient_scopes" | "no_lasting_access" | "identity_not_proven" | "cursor_expired" | "unavailable" | "timeout" | "unreachable" | "unexpected_answer" | "in_progress" | "edited_meanwhile" | "circuit_open" | "not_configured" | "credentials_unreadable" | "credentials_not_stored" | "meeting_pending" | "meeting_failed" | "internal" | "last_owner" | "suppressed" | "capped" | "overtaken" | "undelivered" | "bounced" | "complained" | "refund_failed" | "payment_disputed" | "fraud_warned" | "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor" | "event_moved" | "event_removed" | "events_missing") | null;
                note: string | null;
                askedBy: {
                    id: string;
                    name: string | null;
                } | null;
                endedAt: string | null;
            }[];
            disputes: {
                amountMinor: number;
                /** @enum {string} */
                state: "open" | "won" | "lost";
                reason: string;
                respondBy: string | null;
            }[];
            receiptUrl: string | null;
            ledger: {
                sequence: number;
                /** @enum {string} */
                kind: "reserved" | "reservation_released" | "captured" | "refund_requested" | "refund_succeeded" | "refund_failed" | "refund_returned" | "dispute_opened" | "dispute_won" | "dispute_lost";
                amountMinor: number;
                externalId: string;
                /**
                 * Format: date-time
                 * @example 2026-11-24T02:00:00.000Z
                 */
                at: string;
            }[];
            evidence: {
                terms: {
                    text: string;
                    linkVersion: number;
                    /**
                     * Format: date-time
                     * @example 2026-11-24T02:00:00.000Z
                     */
                    agreedAt: string;
                } | null;
                attendance: ("completed" | "no_show") | null;
                bookedFrom: string | null;
                mails: {
                    template: string;
                    audience: string;
                    status: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-24T02:00:00.000Z
                     */
                    at: string;
                    detail: string | null;
                }[];
                timeline: components["schemas"]["TimelineEntry"][];
            };
        };
        PaymentFinding: {
            id: string;
            /** @enum {string} */
            kind: "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor";
            /** @enum {string} */
            state: "open" | "dismissed" | "healed";
            accountId: string;
            externalId: string;
            payment: {
                id: string;
                bookingId: string;
                code: string;
            } | null;
            currency: ("AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR") | null;
            oursMinor: number;
            theirsMinor: number | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            takenAt: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            foundAt: string;
            healedAt: string | null;
            dismissedAt: string | null;
            dismissedBy: {
                id: string;
                name: string | null;
            } | null;
        };
        PaymentFindingPage: {
            items: components["schemas"]["PaymentFinding"][];
            nextCursor: string | null;
        };
        PaymentPage: {
            items: components["schemas"]["Payment"][];
            nextCursor: string | null;
        };
        PaymentVendorOffer: {
            /** @enum {string} */
            vendor: "stripe";
            scopes: string[];
            events: string[];
        };
        PaymentWebhookSecretInput: {
            secret: string & (unknown & unknown);
        };
        PlanList: {
            items: {
                /** @enum {string} */
                name: "free" | "pro" | "team" | "enterprise";
                limits: {
                    bookings: number | null;
                    members: number | null;
                    calendars: number | null;
                    domains: number | null;
                };
            }[];
        };
        PlanOfferList: {
            items: {
                /** @enum {string} */
                plan: "pro" | "team";
                /** @enum {string} */
                interval: "month" | "year";
                price: {
                    amountMinor: number;
                    /** @enum {string} */
                    currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
                } | null;
                limits: {
                    bookings: number | null;
                    members: number | null;
                    calendars: number | null;
                    domains: number | null;
                };
            }[];
        };
        Price: {
            amountMinor: number;
            /** @enum {string} */
            currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
            /** @default 0 */
            taxBasisPoints: number;
        };
        PriceInput: {
            amountMinor: number;
            /** @enum {string} */
            currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
            /** @default 0 */
            taxBasisPoints?: number;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            instance: string;
            code: string;
            retryable: boolean;
            errors?: {
                pointer: string;
                message: string;
            }[];
            alternatives?: {
                start: string;
                end: string;
                kind: string;
            }[];
            rules?: string[];
            planLimit?: {
                name: string;
                plan: string;
                allowed: number;
                used?: number;
            };
            price?: components["schemas"]["Price"] | null;
            feature?: string;
            reason?: string;
        };
        ProfilePatch: {
            name?: string & (unknown & unknown);
            bio?: string;
            /** @example Asia/Ho_Chi_Minh */
            timeZone?: string;
            /** @enum {string} */
            locale?: "en" | "vi";
            clock?: ("12h" | "24h") | null;
            weekStart?: number;
        };
        PublicLink: {
            slug: string;
            title: string;
            description: string;
            /** @enum {string} */
            kind: "one_to_one" | "group" | "collective" | "round_robin";
            capacity: number;
            durationsMinutes: number[];
            location: {
                /** @enum {string} */
                kind: "video_meeting" | "phone" | "in_person" | "custom_url";
                label: string;
            };
            requiresApproval: boolean;
            questions: components["schemas"]["Question"][];
            hosts: {
                name: string;
                username: string;
                photoUrl: string | null;
            }[];
            hostTimeZone: string;
            bookable: {
                /**
                 * Format: date
                 * @example 2026-11-24
                 */
                from: string;
                /**
                 * Format: date
                 * @example 2026-11-24
                 */
                to: string;
            };
            holdMinutes: number;
            isListed: boolean;
            cancelNoticeMinutes: number;
            rescheduleNoticeMinutes: number;
            mostFurtherGuests: number;
            price: components["schemas"]["Price"] | null;
            refundTexts: components["schemas"]["RefundTexts"] | null;
            brand: components["schemas"]["Brand"];
        };
        PublicProfile: {
            username: string;
            name: string;
            bio: string;
            photoUrl: string | null;
            tenantName: string;
            brand: components["schemas"]["Brand"];
            timeZone: string;
            /** @enum {string} */
            locale: "en" | "vi";
            links: {
                slug: string;
                title: string;
                description: string;
                capacity: number;
                durationsMinutes: number[];
                location: {
                    /** @enum {string} */
                    kind: "video_meeting" | "phone" | "in_person" | "custom_url";
                    label: string;
                };
                requiresApproval: boolean;
                price: components["schemas"]["Price"] | null;
            }[];
        };
        PublicTenant: {
            name: string;
            /** @enum {string} */
            locale: "en" | "vi";
            brand: components["schemas"]["Brand"];
            hosts: {
                name: string;
                username: string;
                bio: string;
                photoUrl: string | null;
            }[];
        };
        Question: {
            id: string;
            label: string & (unknown & unknown);
            /** @enum {string} */
            kind: "text" | "long_text" | "choice" | "checkbox" | "phone" | "number";
            /** @default false */
            required: boolean;
            choices?: (string & (unknown & unknown))[];
        };
        QuestionInput: {
            id: string;
            label: string & (unknown & unknown);
            /** @enum {string} */
            kind: "text" | "long_text" | "choice" | "checkbox" | "phone" | "number";
            /** @default false */
            required?: boolean;
            choices?: (string & (unknown & unknown))[];
        };
        Reconciliation: {
            id: string;
            account: {
                id: string;
                label: string;
            };
            /** @enum {string} */
            state: "running" | "done" | "failed";
            /** @enum {string} */
            phase: "pages" | "charges" | "refunds" | "disputes" | "end";
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            to: string;
            read: number;
            healed: number;
            found: number;
            standing: number;
            failure: ("revoked" | "access_withdrawn" | "insufficient_permissions" | "credentials_refused" | "not_connected" | "throttled" | "quota_exceeded" | "missing" | "conflict" | "event_deleted" | "id_of_another_event" | "key_reused" | "reservation_gone" | "invalid" | "not_allowed" | "recipient_refused" | "sender_refused" | "content_refused" | "malformed_request" | "authorization_expired" | "insufficient_scopes" | "no_lasting_access" | "identity_not_proven" | "cursor_expired" | "unavailable" | "timeout" | "unreachable" | "unexpected_answer" | "in_progress" | "edited_meanwhile" | "circuit_open" | "not_configured" | "credentials_unreadable" | "credentials_not_stored" | "meeting_pending" | "meeting_failed" | "internal" | "last_owner" | "suppressed" | "capped" | "overtaken" | "undelivered" | "bounced" | "complained" | "refund_failed" | "payment_disputed" | "fraud_warned" | "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor" | "event_moved" | "event_removed" | "events_missing") | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            startedAt: string;
            endedAt: string | null;
        };
        ReconciliationDetail: {
            id: string;
            account: {
                id: string;
                label: string;
            };
            /** @enum {string} */
            state: "running" | "done" | "failed";
            /** @enum {string} */
            phase: "pages" | "charges" | "refunds" | "disputes" | "end";
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            to: string;
            read: number;
            healed: number;
            found: number;
            standing: number;
            failure: ("revoked" | "access_withdrawn" | "insufficient_permissions" | "credentials_refused" | "not_connected" | "throttled" | "quota_exceeded" | "missing" | "conflict" | "event_deleted" | "id_of_another_event" | "key_reused" | "reservation_gone" | "invalid" | "not_allowed" | "recipient_refused" | "sender_refused" | "content_refused" | "malformed_request" | "authorization_expired" | "insufficient_scopes" | "no_lasting_access" | "identity_not_proven" | "cursor_expired" | "unavailable" | "timeout" | "unreachable" | "unexpected_answer" | "in_progress" | "edited_meanwhile" | "circuit_open" | "not_configured" | "credentials_unreadable" | "credentials_not_stored" | "meeting_pending" | "meeting_failed" | "internal" | "last_owner" | "suppressed" | "capped" | "overtaken" | "undelivered" | "bounced" | "complained" | "refund_failed" | "payment_disputed" | "fraud_warned" | "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor" | "event_moved" | "event_removed" | "events_missing") | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            startedAt: string;
            endedAt: string | null;
            totals: {
                /** Format: date */
                day: string;
                /** @enum {string} */
                currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
                ours: {
                    capturedMinor: number;
                    refundedMinor: number;
                    lostMinor: number;
                    netMinor: number;
                };
                theirs: {
                    capturedMinor: number;
                    refundedMinor: number;
                    lostMinor: number;
                    netMinor: number;
                };
            }[];
        };
        ReconciliationPage: {
            items: components["schemas"]["Reconciliation"][];
            nextCursor: string | null;
        };
        RecoveryCodes: {
            recoveryCodes: string[];
        };
        RefundInput: {
            amountMinor: number;
            note?: string;
        };
        RefundTexts: {
            en: string[];
            vi: string[];
        };
        RefundTierRule: {
            minHoursBefore: number;
            refundBasisPoints: number;
            /** @default 0 */
            feeMinor: number;
        };
        RefundTierRuleInput: {
            minHoursBefore: number;
            refundBasisPoints: number;
            /** @default 0 */
            feeMinor?: number;
        };
        RemoveGuestInput: {
            /**
             * Format: idn-email
             * @example an@example.com
             */
            email: string;
        };
        RescheduleInput: {
            /**
             * Format: date-time
             * @example 2026-11-24T09:00:00+07:00
             */
            start: string;
            reason?: string;
            price?: {
                amountMinor: number;
                /** @enum {string} */
                currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
            } | null;
        };
        Schedule: {
            name: string & (unknown & unknown);
            /** @example Asia/Ho_Chi_Minh */
            timeZone: string;
            weekly: components["schemas"]["WeeklyBlock"][];
            /** @default [] */
            overrides: components["schemas"]["ScheduleOverride"][];
            /** @default false */
            isDefault: boolean;
            /** @default null */
            validFrom: string | null;
            /** @default null */
            validUntil: string | null;
            id: string;
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            updatedAt: string;
        };
        ScheduleInput: {
            name: string & (unknown & unknown);
            /** @example Asia/Ho_Chi_Minh */
            timeZone: string;
            weekly: components["schemas"]["WeeklyBlockInput"][];
            /** @default [] */
            overrides?: components["schemas"]["ScheduleOverrideInput"][];
            /** @default false */
            isDefault?: boolean;
            /** @default null */
            validFrom?: string | null;
            /** @default null */
            validUntil?: string | null;
        };
        ScheduleOverride: {
            /**
             * Format: date
             * @example 2026-11-24
             */
            date: string;
            ranges: components["schemas"]["MinuteRange"][];
            title?: string;
        };
        ScheduleOverrideInput: {
            /**
             * Format: date
             * @example 2026-11-24
             */
            date: string;
            ranges: components["schemas"]["MinuteRangeInput"][];
            title?: string;
        };
        SchedulePage: {
            items: components["schemas"]["Schedule"][];
            nextCursor: string | null;
        };
        SeatPreview: {
            preview: {
                seats: number;
                now: {
                    amountMinor: number;
                    /** @enum {string} */
                    currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
                };
                later: {
                    amountMinor: number;
                    /** @enum {string} */
                    currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
                };
            } | null;
        };
        SecondFactor: {
            enabledAt: string | null;
            recoveryCodesLeft: number;
        };
        SecondFactorSetup: {
            secret: string;
            address: string;
        };
        Session: {
            id: string;
            /** @enum {string} */
            status: "open" | "closed";
            linkId: string;
            title: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            start: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            end: string;
            hosts: {
                id: string;
                name: string;
            }[];
            capacity: number;
            taken: number;
            location: {
                /** @enum {string} */
                kind: "video_meeting" | "phone" | "in_person" | "custom_url";
                label: string;
            };
            conference: ("own_link" | "vendor" | "calendar" | "none") | null;
            meetingUrl: string | null;
            workflowUrl: string | null;
        };
        SignIn: {
            id: string;
            browser: string | null;
            system: string | null;
            addressPrefix: string | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            signedInAt: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            lastSeenAt: string;
            isCurrent: boolean;
        };
        SignInPage: {
            items: components["schemas"]["SignIn"][];
            nextCursor: string | null;
        };
        SignInPolicy: {
            secondFactorRequired: boolean;
        };
        SignInPolicyInput: {
            secondFactorRequired: boolean;
        };
        SlotList: {
            timeZone: string;
            durationMinutes: number;
            days: {
                /**
                 * Format: date
                 * @example 2026-11-24
                 */
                date: string;
                slots: {
                    /**
                     * Format: date-time
                     * @example 2026-11-24T02:00:00.000Z
                     */
                    start: string;
                    best: boolean;
                    placesLeft?: number;
                }[];
            }[];
            nextAvailableDate: string | null;
        };
        StartGridRule: {
            /** @constant */
            kind: "clock";
            offsetMinutes: number;
        } | {
            /** @constant */
            kind: "hours";
        };
        StartGridRuleInput: {
            /** @constant */
            kind: "clock";
            offsetMinutes: number;
        } | {
            /** @constant */
            kind: "hours";
        };
        StuckFigures: {
            items: {
                /** @enum {string} */
                kind: "effect" | "notification" | "delivery" | "departure" | "calendar" | "domain" | "payment" | "refund" | "follower";
                failure: string | null;
                count: number;
                /**
                 * Format: date-time
                 * @example 2026-11-24T02:00:00.000Z
                 */
                since: string;
            }[];
        };
        StuckItem: {
            id: string;
            /** @enum {string} */
            kind: "effect" | "notification" | "delivery" | "departure" | "calendar" | "domain" | "payment" | "refund" | "follower";
            tenant: {
                id: string;
                name: string;
            } | null;
            what: string | null;
            subject: {
                /** @enum {string} */
                kind: "booking" | "payment" | "session" | "integration" | "person" | "host_request" | "invitation" | "tenant" | "registration" | "domain" | "guest_request" | "guest_erasure" | "reconciliation" | "notify" | "calendar" | "departure" | "export" | "account_deletion" | "support" | "tenant-deletion" | "guest-erasure" | "subscription";
                id: string;
            };
            failure: string | null;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            since: string;
            tries: number;
            nextTryAt: string | null;
            workflowUrl: string | null;
        };
        StuckPage: {
            items: components["schemas"]["StuckItem"][];
            nextCursor: string | null;
        };
        StuckRetried: {
            retried: number;
            nextCursor: string | null;
        };
        SupportView: {
            id: string;
            reason: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            endsAt: string;
        };
        Suppression: {
            id: string;
            /** @enum {string} */
            channel: "email";
            address: string;
            /** @enum {string} */
            reason: "bounced" | "complained";
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            since: string;
            waiting: number;
        };
        SuppressionPage: {
            items: components["schemas"]["Suppression"][];
            nextCursor: string | null;
        };
        TenantAccountInput: {
            /** @enum {string} */
            vendor: "google" | "jitsi" | "resend" | "smtp" | "local-mailbox" | "stripe";
            /**
             * Format: idn-email
             * @example an@example.com
             */
            sender?: string;
            server?: string;
            port?: string;
            username?: string & (unknown & unknown);
            password?: string;
            key?: string;
        };
        TenantApiKeyInput: {
            name: string & (unknown & unknown);
            scopes: ("account.read" | "members.read" | "changes.read" | "bookings.read" | "bookings.write" | "payments.read" | "payments.write" | "contacts.read" | "attention.read" | "attention.write" | "suppressions.read" | "suppressions.write" | "links.read" | "links.write" | "schedules.read" | "schedules.write" | "integrations.read" | "integrations.write" | "tenant_integrations.read" | "tenant_integrations.write" | "audit.read" | "usage.read" | "others.write")[];
            expiresAt: string | null;
        };
        TenantApiKeyPage: {
            items: components["schemas"]["ApiKey"][];
            nextCursor: string | null;
            available: ("account.read" | "members.read" | "changes.read" | "bookings.read" | "bookings.write" | "payments.read" | "payments.write" | "contacts.read" | "attention.read" | "attention.write" | "suppressions.read" | "suppressions.write" | "links.read" | "links.write" | "schedules.read" | "schedules.write" | "integrations.read" | "integrations.write" | "tenant_integrations.read" | "tenant_integrations.write" | "audit.read" | "usage.read" | "others.write")[];
        };
        TenantIntegration: {
            id: string;
            /** @enum {string} */
            capability: "calendar" | "conference" | "crm" | "email" | "payment" | "sms";
            /** @enum {string} */
            vendor: "google" | "jitsi" | "resend" | "smtp" | "local-mailbox" | "stripe";
            /** @enum {string} */
            auth: "oauth" | "basic" | "key" | "none";
            accountLabel: string;
            /** @enum {string} */
            status: "connected" | "needs_reconnection" | "disconnecting" | "disconnected";
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            connectedAt: string;
            member: {
                id: string;
                name: string;
            } | null;
        };
        TenantIntegrationPage: {
            items: components["schemas"]["TenantIntegration"][];
            nextCursor: string | null;
            available: components["schemas"]["TenantVendor"][];
        };
        TenantVendor: {
            /** @enum {string} */
            vendor: "google" | "jitsi" | "resend" | "smtp" | "local-mailbox" | "stripe";
            /** @enum {string} */
            capability: "calendar" | "conference" | "crm" | "email" | "payment" | "sms";
            /** @enum {string} */
            auth: "oauth" | "basic" | "key" | "none";
            asks: ("sender" | "server" | "port" | "username" | "password" | "key")[];
        };
        TimelineEntry: {
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            at: string;
            kind: string;
            /** @enum {string} */
            actor: "guest" | "host" | "system";
            actorName: string | null;
            key: {
                id: string;
                name: string | null;
            } | null;
            reason: string | null;
            details: {
                [key: string]: unknown;
            };
            workflowRunId: string | null;
        };
        UnpaidMove: {
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            to: string;
            amountMinor: number;
            /** @enum {string} */
            currency: "AED" | "AUD" | "BGN" | "BHD" | "BRL" | "CAD" | "CHF" | "CLP" | "CNY" | "CZK" | "DKK" | "EUR" | "GBP" | "HKD" | "HUF" | "IDR" | "ILS" | "INR" | "ISK" | "JOD" | "JPY" | "KHR" | "KRW" | "KWD" | "LAK" | "MXN" | "MYR" | "NOK" | "NZD" | "OMR" | "PHP" | "PLN" | "PYG" | "RON" | "SAR" | "SEK" | "SGD" | "THB" | "TND" | "TRY" | "TWD" | "UAH" | "UGX" | "USD" | "VND" | "XAF" | "XOF" | "XPF" | "ZAR";
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            payBy: string;
            canPay: boolean;
        };
        Usage: {
            /** @example 2026-11 */
            month: string;
            /** @enum {string} */
            plan: "free" | "pro" | "team" | "enterprise";
            items: {
                /** @enum {string} */
                name: "bookings" | "members" | "calendars" | "domains";
                used: number;
                limit: number | null;
            }[];
            frozenMembers: number;
            mails: number;
        };
        VendorBacklogFigures: {
            items: {
                /** @enum {string} */
                kind: "account" | "channel" | "calendar";
                /** @enum {string} */
                vendor: "google" | "jitsi" | "resend" | "smtp" | "local-mailbox" | "stripe";
                count: number;
                /**
                 * Format: date-time
                 * @example 2026-11-24T02:00:00.000Z
                 */
                since: string;
            }[];
        };
        VendorBacklogItem: {
            id: string;
            /** @enum {string} */
            kind: "account" | "channel" | "calendar";
            /** @enum {string} */
            vendor: "google" | "jitsi" | "resend" | "smtp" | "local-mailbox" | "stripe";
            tenant: {
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @example 2026-11-24T02:00:00.000Z
             */
            since: string;
        };
        VendorBacklogPage: {
            items: components["schemas"]["VendorBacklogItem"][];
            nextCursor: string | null;
        };
        VendorCalls: {
            calls: number;
            failed: number;
            throttled: number;
            successRate: number | null;
            p50Ms: number | null;
            p95Ms: number | null;
        };
        VendorHealth: {
            items: {
                vendor: string;
                /** @enum {string} */
                capability: "billing" | "calendar" | "conference" | "email" | "identity" | "payment";
                /** @enum {string} */
                state: "working" | "slow" | "failing" | "no_calls";
                quarter: components["schemas"]["VendorCalls"];
                hour: components["schemas"]["VendorCalls"];
                day: components["schemas"]["VendorCalls"];
                reasons: {
                    reason: string;
                    calls: number;
                }[];
                lastCallAt: string | null;
                lastFailureAt: string | null;
                hours: {
                    /**
                     * Format: date-time
                     * @example 2026-11-24T02:00:00.000Z
                     */
                    startsAt: string;
                    calls: number;
                    failed: number;
                }[];
            }[];
        };
        VendorPage: {
            url: string;
        };
        VendorVisit: {
            url: string;
        };
        WeeklyBlock: {
            startMinute: number;
            endMinute: number;
            weekday: number;
        };
        WeeklyBlockInput: {
            startMinute: number;
            endMinute: number;
            weekday: number;
        };
    };
    responses: {
        /** @description `unauthenticated`: Sign in to do this */
        Unauthenticated: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unauthenticated",
                 *       "title": "Sign in to do this",
                 *       "status": 401,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "unauthenticated",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "unauthenticated";
                };
            };
        };
        /** @description `forbidden`: You are not allowed to do this. `no_membership`: You belong to no organisation. `not_a_member`: You are not a member of the organisation that this page shows (any more). `read_only_view`: A support view only reads. `second_factor_required`: The organisation requires one-time codes: turn them on first */
        ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "You are not allowed to do this",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "forbidden",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "forbidden" | "no_membership" | "not_a_member" | "read_only_view" | "second_factor_required";
                };
            };
        };
        /** @description `tenant_changed`: This sign-in acts in another organisation by now */
        TenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/tenant-changed",
                 *       "title": "This sign-in acts in another organisation by now",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "tenant_changed",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "tenant_changed";
                };
            };
        };
        /** @description `invalid_request`: A field of the request is not valid */
        InvalidRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-request",
                 *       "title": "A field of the request is not valid",
                 *       "status": 422,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "invalid_request",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "invalid_request";
                };
            };
        };
        /** @description `rate_limited`: Too many requests */
        RateLimited: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/rate-limited",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "rate_limited",
                 *       "retryable": true
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "rate_limited";
                };
            };
        };
        /** @description `internal`: Something went wrong on our side */
        Internal: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/internal",
                 *       "title": "Something went wrong on our side",
                 *       "status": 500,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "internal",
                 *       "retryable": true
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "internal";
                };
            };
        };
        /** @description `temporarily_unavailable`: Temporarily unavailable */
        TemporarilyUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/temporarily-unavailable",
                 *       "title": "Temporarily unavailable",
                 *       "status": 503,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "temporarily_unavailable",
                 *       "retryable": true
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "temporarily_unavailable";
                };
            };
        };
        /** @description `idempotency_key_missing`: The Idempotency-Key header is required. `malformed_request`: The request body is not valid JSON */
        IdempotencyKeyMissingOrMalformedRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/idempotency-key-missing",
                 *       "title": "The Idempotency-Key header is required",
                 *       "status": 400,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "idempotency_key_missing",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency_key_missing" | "malformed_request";
                };
            };
        };
        /** @description `feature_off`: This is switched off here. `forbidden`: You are not allowed to do this. `fresh_sign_in_required`: Confirm that it is you, then do it again. `member_frozen`: The plan has no place for this member. `no_membership`: You belong to no organisation. `not_a_member`: You are not a member of the organisation that this page shows (any more). `read_only_view`: A support view only reads. `second_factor_required`: The organisation requires one-time codes: turn them on first. `tenant_suspended`: The organisation is suspended */
        FeatureOffOrForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/feature-off",
                 *       "title": "This is switched off here",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "feature_off",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "feature_off" | "forbidden" | "fresh_sign_in_required" | "member_frozen" | "no_membership" | "not_a_member" | "read_only_view" | "second_factor_required" | "tenant_suspended";
                };
            };
        };
        /** @description `tenant_changed`: This sign-in acts in another organisation by now. `too_many_keys`: There are as many API keys as there may be */
        TenantChangedOrTooManyKeys: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/tenant-changed",
                 *       "title": "This sign-in acts in another organisation by now",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "tenant_changed",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "tenant_changed" | "too_many_keys";
                };
            };
        };
        /** @description `body_too_large`: The request body is too large */
        BodyTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/body-too-large",
                 *       "title": "The request body is too large",
                 *       "status": 413,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "body_too_large",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body_too_large";
                };
            };
        };
        /** @description `unsupported_media_type`: The body must be application/json */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unsupported-media-type",
                 *       "title": "The body must be application/json",
                 *       "status": 415,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "unsupported_media_type",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "unsupported_media_type";
                };
            };
        };
        /** @description `idempotency_key_reused`: This Idempotency-Key was used with a different request. `invalid_request`: A field of the request is not valid */
        IdempotencyKeyReusedOrInvalidRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/idempotency-key-reused",
                 *       "title": "This Idempotency-Key was used with a different request",
                 *       "status": 422,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "idempotency_key_reused",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency_key_reused" | "invalid_request";
                };
            };
        };
        /** @description `malformed_request`: The request body is not valid JSON */
        MalformedRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/malformed-request",
                 *       "title": "The request body is not valid JSON",
                 *       "status": 400,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "malformed_request",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "malformed_request";
                };
            };
        };
        /** @description `forbidden`: You are not allowed to do this. `member_frozen`: The plan has no place for this member. `no_membership`: You belong to no organisation. `not_a_member`: You are not a member of the organisation that this page shows (any more). `read_only_view`: A support view only reads. `second_factor_required`: The organisation requires one-time codes: turn them on first. `tenant_suspended`: The organisation is suspended */
        ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "You are not allowed to do this",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "forbidden",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "forbidden" | "member_frozen" | "no_membership" | "not_a_member" | "read_only_view" | "second_factor_required" | "tenant_suspended";
                };
            };
        };
        /** @description `not_found`: Not found */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/not-found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "not_found",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "not_found";
                };
            };
        };
        /** @description `key_ended`: This API key has ended. `tenant_changed`: This sign-in acts in another organisation by now */
        KeyEndedOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/key-ended",
                 *       "title": "This API key has ended",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "key_ended",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "key_ended" | "tenant_changed";
                };
            };
        };
        /** @description `feature_off`: This is switched off here. `forbidden`: You are not allowed to do this. `no_membership`: You belong to no organisation. `not_a_member`: You are not a member of the organisation that this page shows (any more). `read_only_view`: A support view only reads. `second_factor_required`: The organisation requires one-time codes: turn them on first */
        FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/feature-off",
                 *       "title": "This is switched off here",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "feature_off",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "feature_off" | "forbidden" | "no_membership" | "not_a_member" | "read_only_view" | "second_factor_required";
                };
            };
        };
        /** @description `feature_off`: This is switched off here. `forbidden`: You are not allowed to do this. `member_frozen`: The plan has no place for this member. `no_membership`: You belong to no organisation. `not_a_member`: You are not a member of the organisation that this page shows (any more). `read_only_view`: A support view only reads. `second_factor_required`: The organisation requires one-time codes: turn them on first. `tenant_suspended`: The organisation is suspended */
        FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/feature-off",
                 *       "title": "This is switched off here",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "feature_off",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "feature_off" | "forbidden" | "member_frozen" | "no_membership" | "not_a_member" | "read_only_view" | "second_factor_required" | "tenant_suspended";
                };
            };
        };
        /** @description `attention_settled`: This has already been resolved. `tenant_changed`: This sign-in acts in another organisation by now */
        AttentionSettledOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/attention-settled",
                 *       "title": "This has already been resolved",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "attention_settled",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "attention_settled" | "tenant_changed";
                };
            };
        };
        /** @description `address_suppressed`: This address is blocked: nothing is sent to it. `attention_settled`: This has already been resolved. `tenant_changed`: This sign-in acts in another organisation by now */
        AddressSuppressedOrAttentionSettledOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/address-suppressed",
                 *       "title": "This address is blocked: nothing is sent to it",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "address_suppressed",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "address_suppressed" | "attention_settled" | "tenant_changed";
                };
            };
        };
        /** @description `precondition_failed`: It was changed in the meantime */
        PreconditionFailed: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/precondition-failed",
                 *       "title": "It was changed in the meantime",
                 *       "status": 412,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "precondition_failed",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "precondition_failed";
                };
            };
        };
        /** @description `precondition_required`: The If-Match header is required */
        PreconditionRequired: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/precondition-required",
                 *       "title": "The If-Match header is required",
                 *       "status": 428,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "precondition_required",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "precondition_required";
                };
            };
        };
        /** @description `already_cancelled`: The booking is already cancelled. `attention_settled`: This has already been resolved. `invalid_transition`: The status of the booking does not allow this. `slot_taken`: This time has just been taken. `tenant_changed`: This sign-in acts in another organisation by now */
        AlreadyCancelledOrAttentionSettledOrInvalidTransitionOrSlotTakenOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/already-cancelled",
                 *       "title": "The booking is already cancelled",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "already_cancelled",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already_cancelled" | "attention_settled" | "invalid_transition" | "slot_taken" | "tenant_changed";
                };
            };
        };
        /** @description `beyond_booking_window`: This time is too far ahead. `idempotency_key_reused`: This Idempotency-Key was used with a different request. `in_the_past`: This time has passed. `invalid_request`: A field of the request is not valid */
        BeyondBookingWindowOrIdempotencyKeyReusedOrInThePastOrInvalidRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/beyond-booking-window",
                 *       "title": "This time is too far ahead",
                 *       "status": 422,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "beyond_booking_window",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "beyond_booking_window" | "idempotency_key_reused" | "in_the_past" | "invalid_request";
                };
            };
        };
        /** @description `plan_limit_reached`: The limit of the plan is reached */
        PlanLimitReached: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/plan-limit-reached",
                 *       "title": "The limit of the plan is reached",
                 *       "status": 402,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "plan_limit_reached",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "plan_limit_reached";
                };
            };
        };
        /** @description `domain_added`: The organisation has this domain on its list. `tenant_changed`: This sign-in acts in another organisation by now */
        DomainAddedOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/domain-added",
                 *       "title": "The organisation has this domain on its list",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "domain_added",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "domain_added" | "tenant_changed";
                };
            };
        };
        /** @description `already_invited`: This address has an open invitation. `already_member`: This address belongs to a member. `tenant_changed`: This sign-in acts in another organisation by now */
        AlreadyInvitedOrAlreadyMemberOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/already-invited",
                 *       "title": "This address has an open invitation",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "already_invited",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already_invited" | "already_member" | "tenant_changed";
                };
            };
        };
        /** @description `forbidden`: You are not allowed to do this. `wrong_account`: This invitation is for another address */
        ForbiddenOrWrongAccount: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "You are not allowed to do this",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "forbidden",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "forbidden" | "wrong_account";
                };
            };
        };
        /** @description `already_member`: This address belongs to a member */
        AlreadyMember: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/already-member",
                 *       "title": "This address belongs to a member",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "already_member",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already_member";
                };
            };
        };
        /** @description `link_expired`: This link has expired */
        LinkExpired: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/link-expired",
                 *       "title": "This link has expired",
                 *       "status": 410,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "link_expired",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "link_expired";
                };
            };
        };
        /** @description `forbidden`: You are not allowed to do this */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "You are not allowed to do this",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "forbidden",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "forbidden";
                };
            };
        };
        /** @description `account_exists`: This address has an account already */
        AccountExists: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/account-exists",
                 *       "title": "This address has an account already",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "account_exists",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "account_exists";
                };
            };
        };
        /** @description `forbidden`: You are not allowed to do this. `no_membership`: You belong to no organisation. `not_a_member`: You are not a member of the organisation that this page shows (any more). `read_only_view`: A support view only reads */
        ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyView: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "You are not allowed to do this",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "forbidden",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "forbidden" | "no_membership" | "not_a_member" | "read_only_view";
                };
            };
        };
        /** @description `forbidden`: You are not allowed to do this. `fresh_sign_in_required`: Confirm that it is you, then do it again. `no_membership`: You belong to no organisation. `not_a_member`: You are not a member of the organisation that this page shows (any more). `read_only_view`: A support view only reads */
        ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyView: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "You are not allowed to do this",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "forbidden",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "forbidden" | "fresh_sign_in_required" | "no_membership" | "not_a_member" | "read_only_view";
                };
            };
        };
        /** @description `last_owner`: An organisation needs an owner. `tenant_changed`: This sign-in acts in another organisation by now */
        LastOwnerOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/last-owner",
                 *       "title": "An organisation needs an owner",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "last_owner",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "last_owner" | "tenant_changed";
                };
            };
        };
        /** @description `already_under_way`: This is under way already. `tenant_changed`: This sign-in acts in another organisation by now */
        AlreadyUnderWayOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/already-under-way",
                 *       "title": "This is under way already",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "already_under_way",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already_under_way" | "tenant_changed";
                };
            };
        };
        /** @description `forbidden`: You are not allowed to do this. `no_membership`: You belong to no organisation. `not_a_member`: You are not a member of the organisation that this page shows (any more). `read_only_view`: A support view only reads. `tenant_suspended`: The organisation is suspended */
        ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "You are not allowed to do this",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "forbidden",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "forbidden" | "no_membership" | "not_a_member" | "read_only_view" | "tenant_suspended";
                };
            };
        };
        /** @description `handle_taken`: This public name is or was in use */
        HandleTaken: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/handle-taken",
                 *       "title": "This public name is or was in use",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "handle_taken",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "handle_taken";
                };
            };
        };
        /** @description `forbidden`: You are not allowed to do this. `fresh_sign_in_required`: Confirm that it is you, then do it again */
        ForbiddenOrFreshSignInRequired: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "You are not allowed to do this",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "forbidden",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "forbidden" | "fresh_sign_in_required";
                };
            };
        };
        /** @description `invalid_tenant_state`: The state of the organisation does not allow this */
        InvalidTenantState: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-tenant-state",
                 *       "title": "The state of the organisation does not allow this",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "invalid_tenant_state",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "invalid_tenant_state";
                };
            };
        };
        /** @description `forbidden`: You are not allowed to do this. `fresh_sign_in_required`: Confirm that it is you, then do it again. `member_frozen`: The plan has no place for this member. `no_membership`: You belong to no organisation. `not_a_member`: You are not a member of the organisation that this page shows (any more). `read_only_view`: A support view only reads. `second_factor_required`: The organisation requires one-time codes: turn them on first. `tenant_suspended`: The organisation is suspended */
        ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "You are not allowed to do this",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "forbidden",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "forbidden" | "fresh_sign_in_required" | "member_frozen" | "no_membership" | "not_a_member" | "read_only_view" | "second_factor_required" | "tenant_suspended";
                };
            };
        };
        /** @description `invalid_transition`: The status of the booking does not allow this. `tenant_changed`: This sign-in acts in another organisation by now */
        InvalidTransitionOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-transition",
                 *       "title": "The status of the booking does not allow this",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "invalid_transition",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "invalid_transition" | "tenant_changed";
                };
            };
        };
        /** @description `invalid_transition`: The status of the booking does not allow this. `payment_disputed`: Nothing can be given back while a dispute is open. `tenant_changed`: This sign-in acts in another organisation by now */
        InvalidTransitionOrPaymentDisputedOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-transition",
                 *       "title": "The status of the booking does not allow this",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "invalid_transition",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "invalid_transition" | "payment_disputed" | "tenant_changed";
                };
            };
        };
        /** @description `payment_mode_in_use`: Live and test payments are not mixed: the other mode is in use. `tenant_changed`: This sign-in acts in another organisation by now */
        PaymentModeInUseOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/payment-mode-in-use",
                 *       "title": "Live and test payments are not mixed: the other mode is in use",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "payment_mode_in_use",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "payment_mode_in_use" | "tenant_changed";
                };
            };
        };
        /** @description `account_refused`: The account does not work. `invalid_request`: A field of the request is not valid. `payment_mode_off`: Payments of this mode are not taken here. `unrestricted_key`: The key opens everything in the account: accept that, or use a restricted one */
        AccountRefusedOrInvalidRequestOrPaymentModeOffOrUnrestrictedKey: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/account-refused",
                 *       "title": "The account does not work",
                 *       "status": 422,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "account_refused",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "account_refused" | "invalid_request" | "payment_mode_off" | "unrestricted_key";
                };
            };
        };
        /** @description `already_cancelled`: The booking is already cancelled. `invalid_transition`: The status of the booking does not allow this. `too_late_to_cancel`: It is too late to cancel this booking; please contact the host */
        AlreadyCancelledOrInvalidTransitionOrTooLateToCancel: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/already-cancelled",
                 *       "title": "The booking is already cancelled",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "already_cancelled",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already_cancelled" | "invalid_transition" | "too_late_to_cancel";
                };
            };
        };
        /** @description `idempotency_key_reused`: This Idempotency-Key was used with a different request. `in_the_past`: This time has passed. `invalid_request`: A field of the request is not valid */
        IdempotencyKeyReusedOrInThePastOrInvalidRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/idempotency-key-reused",
                 *       "title": "This Idempotency-Key was used with a different request",
                 *       "status": 422,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "idempotency_key_reused",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency_key_reused" | "in_the_past" | "invalid_request";
                };
            };
        };
        /** @description `payment_closed`: There is nothing to pay for this booking. `payments_unavailable`: This cannot be paid for at the moment */
        PaymentClosedOrPaymentsUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/payment-closed",
                 *       "title": "There is nothing to pay for this booking",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "payment_closed",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "payment_closed" | "payments_unavailable";
                };
            };
        };
        /** @description `invalid_transition`: The status of the booking does not allow this */
        InvalidTransition: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-transition",
                 *       "title": "The status of the booking does not allow this",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "invalid_transition",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "invalid_transition";
                };
            };
        };
        /** @description `invalid_transition`: The status of the booking does not allow this. `payments_unavailable`: This cannot be paid for at the moment. `price_changed`: The price is another one by now. `slot_held`: Somebody is booking this time at the moment. `slot_taken`: This time has just been taken. `too_late_to_reschedule`: It is too late to reschedule this booking; please contact the host */
        InvalidTransitionOrPaymentsUnavailableOrPriceChangedOrSlotHeldOrSlotTakenOrTooLateToReschedule: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-transition",
                 *       "title": "The status of the booking does not allow this",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "invalid_transition",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "invalid_transition" | "payments_unavailable" | "price_changed" | "slot_held" | "slot_taken" | "too_late_to_reschedule";
                };
            };
        };
        /** @description `link_expired`: This link has expired. `link_inactive`: This booking link is switched off. `pages_off`: The pages of this organisation are switched off for now */
        LinkExpiredOrLinkInactiveOrPagesOff: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/link-expired",
                 *       "title": "This link has expired",
                 *       "status": 410,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "link_expired",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "link_expired" | "link_inactive" | "pages_off";
                };
            };
        };
        /** @description `beyond_booking_window`: This time is too far ahead. `idempotency_key_reused`: This Idempotency-Key was used with a different request. `in_the_past`: This time has passed. `invalid_request`: A field of the request is not valid. `limit_reached`: No more bookings are accepted in this period. `notice_too_short`: This time is too soon. `outside_availability`: This time is not available */
        BeyondBookingWindowOrIdempotencyKeyReusedOrInThePastOrInvalidRequestOrLimitReachedOrNoticeTooShortOrOutsideAvailability: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/beyond-booking-window",
                 *       "title": "This time is too far ahead",
                 *       "status": 422,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "beyond_booking_window",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "beyond_booking_window" | "idempotency_key_reused" | "in_the_past" | "invalid_request" | "limit_reached" | "notice_too_short" | "outside_availability";
                };
            };
        };
        /** @description `invalid_request`: A field of the request is not valid. `range_too_long`: The range is too long */
        InvalidRequestOrRangeTooLong: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-request",
                 *       "title": "A field of the request is not valid",
                 *       "status": 422,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "invalid_request",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "invalid_request" | "range_too_long";
                };
            };
        };
        /** @description `link_inactive`: This booking link is switched off. `pages_off`: The pages of this organisation are switched off for now */
        LinkInactiveOrPagesOff: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/link-inactive",
                 *       "title": "This booking link is switched off",
                 *       "status": 410,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "link_inactive",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "link_inactive" | "pages_off";
                };
            };
        };
        /** @description `hold_expired`: The hold on this time has expired. `slot_held`: Somebody is booking this time at the moment. `slot_taken`: This time has just been taken */
        HoldExpiredOrSlotHeldOrSlotTaken: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/hold-expired",
                 *       "title": "The hold on this time has expired",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "hold_expired",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "hold_expired" | "slot_held" | "slot_taken";
                };
            };
        };
        /** @description `guest_limit_reached`: This e-mail address has reached the booking limit. `rate_limited`: Too many requests */
        GuestLimitReachedOrRateLimited: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/guest-limit-reached",
                 *       "title": "This e-mail address has reached the booking limit",
                 *       "status": 429,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "guest_limit_reached",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "guest_limit_reached" | "rate_limited";
                };
            };
        };
        /** @description `slot_held`: Somebody is booking this time at the moment. `slot_taken`: This time has just been taken */
        SlotHeldOrSlotTaken: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/slot-held",
                 *       "title": "Somebody is booking this time at the moment",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "slot_held",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "slot_held" | "slot_taken";
                };
            };
        };
        /** @description `pages_off`: The pages of this organisation are switched off for now */
        PagesOff: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/pages-off",
                 *       "title": "The pages of this organisation are switched off for now",
                 *       "status": 410,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "pages_off",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "pages_off";
                };
            };
        };
        /** @description `invalid_transition`: The status of the booking does not allow this. `slot_taken`: This time has just been taken. `tenant_changed`: This sign-in acts in another organisation by now. `time_changed`: The booking was rescheduled in the meantime */
        InvalidTransitionOrSlotTakenOrTenantChangedOrTimeChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-transition",
                 *       "title": "The status of the booking does not allow this",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "invalid_transition",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "invalid_transition" | "slot_taken" | "tenant_changed" | "time_changed";
                };
            };
        };
        /** @description `feature_off`: This is switched off here. `forbidden`: You are not allowed to do this. `no_membership`: You belong to no organisation. `not_a_member`: You are not a member of the organisation that this page shows (any more). `read_only_view`: A support view only reads. `second_factor_required`: The organisation requires one-time codes: turn them on first. `tenant_suspended`: The organisation is suspended */
        FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/feature-off",
                 *       "title": "This is switched off here",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "feature_off",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "feature_off" | "forbidden" | "no_membership" | "not_a_member" | "read_only_view" | "second_factor_required" | "tenant_suspended";
                };
            };
        };
        /** @description `already_cancelled`: The booking is already cancelled. `invalid_transition`: The status of the booking does not allow this. `tenant_changed`: This sign-in acts in another organisation by now */
        AlreadyCancelledOrInvalidTransitionOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/already-cancelled",
                 *       "title": "The booking is already cancelled",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "already_cancelled",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already_cancelled" | "invalid_transition" | "tenant_changed";
                };
            };
        };
        /** @description `host_not_free`: This host is not free at that time. `invalid_transition`: The status of the booking does not allow this. `tenant_changed`: This sign-in acts in another organisation by now */
        HostNotFreeOrInvalidTransitionOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/host-not-free",
                 *       "title": "This host is not free at that time",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "host_not_free",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "host_not_free" | "invalid_transition" | "tenant_changed";
                };
            };
        };
        /** @description `decision_needed`: The rules of this link do not allow this time; a host can set them aside. `invalid_transition`: The status of the booking does not allow this. `slot_held`: Somebody is booking this time at the moment. `slot_taken`: This time has just been taken. `tenant_changed`: This sign-in acts in another organisation by now */
        DecisionNeededOrInvalidTransitionOrSlotHeldOrSlotTakenOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/decision-needed",
                 *       "title": "The rules of this link do not allow this time; a host can set them aside",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "decision_needed",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "decision_needed" | "invalid_transition" | "slot_held" | "slot_taken" | "tenant_changed";
                };
            };
        };
        /** @description `idempotency_key_reused`: This Idempotency-Key was used with a different request. `in_the_past`: This time has passed. `invalid_request`: A field of the request is not valid. `outside_availability`: This time is not available */
        IdempotencyKeyReusedOrInThePastOrInvalidRequestOrOutsideAvailability: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/idempotency-key-reused",
                 *       "title": "This Idempotency-Key was used with a different request",
                 *       "status": 422,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "idempotency_key_reused",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency_key_reused" | "in_the_past" | "invalid_request" | "outside_availability";
                };
            };
        };
        /** @description `decision_needed`: The rules of this link do not allow this time; a host can set them aside. `slot_held`: Somebody is booking this time at the moment. `slot_taken`: This time has just been taken. `tenant_changed`: This sign-in acts in another organisation by now */
        DecisionNeededOrSlotHeldOrSlotTakenOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/decision-needed",
                 *       "title": "The rules of this link do not allow this time; a host can set them aside",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "decision_needed",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "decision_needed" | "slot_held" | "slot_taken" | "tenant_changed";
                };
            };
        };
        /** @description `forbidden`: You are not allowed to do this. `member_frozen`: The plan has no place for this member. `no_membership`: You belong to no organisation. `not_a_member`: You are not a member of the organisation that this page shows (any more). `read_only_view`: A support view only reads. `tenant_suspended`: The organisation is suspended */
        ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "You are not allowed to do this",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "forbidden",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "forbidden" | "member_frozen" | "no_membership" | "not_a_member" | "read_only_view" | "tenant_suspended";
                };
            };
        };
        /** @description `slug_taken`: Another link of yours already has this address. `tenant_changed`: This sign-in acts in another organisation by now */
        SlugTakenOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/slug-taken",
                 *       "title": "Another link of yours already has this address",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "slug_taken",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "slug_taken" | "tenant_changed";
                };
            };
        };
        /** @description `has_bookings`: The link has bookings, so it can only be archived. `tenant_changed`: This sign-in acts in another organisation by now */
        HasBookingsOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/has-bookings",
                 *       "title": "The link has bookings, so it can only be archived",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "has_bookings",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "has_bookings" | "tenant_changed";
                };
            };
        };
        /** @description `in_use`: It is still in use. `tenant_changed`: This sign-in acts in another organisation by now */
        InUseOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/in-use",
                 *       "title": "It is still in use",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "in_use",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "in_use" | "tenant_changed";
                };
            };
        };
        /** @description `integration_revoked`: The account needs to be reconnected. `tenant_changed`: This sign-in acts in another organisation by now */
        IntegrationRevokedOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/integration-revoked",
                 *       "title": "The account needs to be reconnected",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "integration_revoked",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "integration_revoked" | "tenant_changed";
                };
            };
        };
        /** @description `account_refused`: The account does not work. `invalid_request`: A field of the request is not valid */
        AccountRefusedOrInvalidRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/account-refused",
                 *       "title": "The account does not work",
                 *       "status": 422,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "account_refused",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "account_refused" | "invalid_request";
                };
            };
        };
        /** @description `not_subscribed`: The organisation pays for no plan. `tenant_changed`: This sign-in acts in another organisation by now */
        NotSubscribedOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/not-subscribed",
                 *       "title": "The organisation pays for no plan",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "not_subscribed",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "not_subscribed" | "tenant_changed";
                };
            };
        };
        /** @description `already_subscribed`: The organisation pays for a plan already. `plan_given`: An operator has given the organisation its plan. `plans_not_sold`: This installation sells no plans. `tenant_changed`: This sign-in acts in another organisation by now */
        AlreadySubscribedOrPlanGivenOrPlansNotSoldOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/already-subscribed",
                 *       "title": "The organisation pays for a plan already",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "already_subscribed",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already_subscribed" | "plan_given" | "plans_not_sold" | "tenant_changed";
                };
            };
        };
        /** @description `not_subscribed`: The organisation pays for no plan. `plans_not_sold`: This installation sells no plans. `tenant_changed`: This sign-in acts in another organisation by now */
        NotSubscribedOrPlansNotSoldOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/not-subscribed",
                 *       "title": "The organisation pays for no plan",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "not_subscribed",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "not_subscribed" | "plans_not_sold" | "tenant_changed";
                };
            };
        };
        /** @description `feature_off`: This is switched off here. `forbidden`: You are not allowed to do this. `no_membership`: You belong to no organisation. `not_a_member`: You are not a member of the organisation that this page shows (any more). `read_only_view`: A support view only reads */
        FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyView: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/feature-off",
                 *       "title": "This is switched off here",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "feature_off",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "feature_off" | "forbidden" | "no_membership" | "not_a_member" | "read_only_view";
                };
            };
        };
        /** @description `forbidden`: You are not allowed to do this. `fresh_sign_in_required`: Confirm that it is you, then do it again. `no_membership`: You belong to no organisation. `not_a_member`: You are not a member of the organisation that this page shows (any more). `read_only_view`: A support view only reads. `tenant_suspended`: The organisation is suspended */
        ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "You are not allowed to do this",
                 *       "status": 403,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "forbidden",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "forbidden" | "fresh_sign_in_required" | "no_membership" | "not_a_member" | "read_only_view" | "tenant_suspended";
                };
            };
        };
        /** @description `last_way_in`: There is no other way to sign in. `tenant_changed`: This sign-in acts in another organisation by now */
        LastWayInOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/last-way-in",
                 *       "title": "There is no other way to sign in",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "last_way_in",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "last_way_in" | "tenant_changed";
                };
            };
        };
        /** @description `handle_taken`: This public name is or was in use. `tenant_changed`: This sign-in acts in another organisation by now */
        HandleTakenOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/handle-taken",
                 *       "title": "This public name is or was in use",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "handle_taken",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "handle_taken" | "tenant_changed";
                };
            };
        };
        /** @description `already_enabled`: This is already enabled. `tenant_changed`: This sign-in acts in another organisation by now */
        AlreadyEnabledOrTenantChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/already-enabled",
                 *       "title": "This is already enabled",
                 *       "status": 409,
                 *       "instance": "req_01kaz7n0x2f8s9m4q5t6v7w8x9",
                 *       "code": "already_enabled",
                 *       "retryable": false
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already_enabled" | "tenant_changed";
                };
            };
        };
    };
    parameters: {
        /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
        IdempotencyKey: string;
        /** @description The ETag of the version the change is based on. */
        IfMatch: string;
        /** @description Acts only on the version with this ETag; left out, on whatever is there. */
        OptionalIfMatch: string;
        IfNoneMatch: string;
    };
    requestBodies: never;
    headers: {
        /** @description Names this request in logs and problems. */
        RequestId: string;
        /** @description Version of the answer. */
        ETag: string;
        /** @description Seconds to wait before trying again. */
        RetryAfter: number;
        /** @description Requests allowed in the current window. */
        RateLimitLimit: number;
        /** @description Requests left in the current window. */
        RateLimitRemaining: number;
        /** @description Seconds until the window starts anew. */
        RateLimitReset: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listApiKeys: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Website",
                 *       "scopes": [
                 *         "links.read",
                 *         "bookings.read",
                 *         "bookings.write"
                 *       ],
                 *       "expiresAt": "2099-12-31T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeApiKey"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["TenantChangedOrTooManyKeys"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                apiKeyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                apiKeyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Website, new server"
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                apiKeyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlapHours": 1
                 *     }
                 */
                "application/json": {
                    overlapHours: number;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeApiKey"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["KeyEndedOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listAttention: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                order?: "newest" | "oldest";
                bookingId?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttentionPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    dismissAttention: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                attentionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["AttentionSettledOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    retryAttention: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                attentionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["AddressSuppressedOrAttentionSettledOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    correctAddress: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "an.nguyen@example.com"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: idn-email
                     * @example an@example.com
                     */
                    email: string;
                    /**
                     * Format: idn-email
                     * @example an@example.com
                     */
                    replaces?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["AddressSuppressedOrAttentionSettledOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    readBranding: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branding"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    replaceBranding: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version the change is based on. */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Lotus Studio",
                 *       "senderName": "Linh at Lotus Studio",
                 *       "locale": "vi",
                 *       "accent": "#5b21b6"
                 *     }
                 */
                "application/json": components["schemas"]["BrandingInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branding"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    previewColours: {
        parameters: {
            query: {
                accent: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ColourPreview"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    setLogo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "image": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
                 *     }
                 */
                "application/json": {
                    image: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branding"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    removeLogo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branding"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    resolveConflict: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                conflictId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resolution": "restore"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    resolution: "follow" | "restore" | "cancel" | "accept" | "keep";
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["AlreadyCancelledOrAttentionSettledOrInvalidTransitionOrSlotTakenOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["BeyondBookingWindowOrIdempotencyKeyReusedOrInThePastOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listDepartures: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeparturePage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listDomains: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    addDomain: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "book.example.com"
                 *     }
                 */
                "application/json": {
                    name: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Domain"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PlanLimitReached"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["DomainAddedOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    removeDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domainId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    checkDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domainId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Domain"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    inviteMember: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "mai@example.com",
                 *       "role": "host"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: idn-email
                     * @example mai@example.com
                     */
                    email: string;
                    /** @enum {string} */
                    role: "owner" | "admin" | "host" | "viewer";
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PlanLimitReached"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["AlreadyInvitedOrAlreadyMemberOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "ten_01jd8v6q5kf3wrv6gq2n8kz4s1.inv_01jd8v6q5kf3wrv6gq2n8kz4s1.1.c2lnbmVk",
                 *       "timeZone": "Asia/Ho_Chi_Minh",
                 *       "locale": "vi"
                 *     }
                 */
                "application/json": {
                    token: string;
                    /** @example Asia/Ho_Chi_Minh */
                    timeZone: string;
                    /** @enum {string} */
                    locale: "en" | "vi";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Joined"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PlanLimitReached"];
            403: components["responses"]["ForbiddenOrWrongAccount"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["AlreadyMember"];
            410: components["responses"]["LinkExpired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    joinByInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "ten_01jd8v6q5kf3wrv6gq2n8kz4s1.inv_01jd8v6q5kf3wrv6gq2n8kz4s1.1.c2lnbmVk",
                 *       "name": "Lê Thị Mai",
                 *       "password": "four plain words together",
                 *       "timeZone": "Asia/Ho_Chi_Minh",
                 *       "locale": "vi"
                 *     }
                 */
                "application/json": {
                    token: string;
                    name: string & (unknown & unknown);
                    password: string;
                    /** @example Asia/Ho_Chi_Minh */
                    timeZone: string;
                    /** @enum {string} */
                    locale: "en" | "vi";
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Joined"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            402: components["responses"]["PlanLimitReached"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["AccountExists"];
            410: components["responses"]["LinkExpired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    openInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "ten_01jd8v6q5kf3wrv6gq2n8kz4s1.inv_01jd8v6q5kf3wrv6gq2n8kz4s1.1.c2lnbmVk"
                 *     }
                 */
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenInvitation"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkExpired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    withdrawInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    sendInvitationAgain: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    readAccountDeletion: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnAccountDeletion"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyView"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    askAccountDeletion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "linh@example.com",
                 *       "plan": "reassign"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: idn-email
                     * @example an@example.com
                     */
                    email: string;
                    /** @enum {string} */
                    plan: "reassign" | "cancel";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountDeletion"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyView"];
            409: components["responses"]["LastOwnerOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    callOffAccountDeletion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyView"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    previewAccountDeletion: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountDeletionPreview"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyView"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listExports: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyView"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    askExport: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyView"];
            409: components["responses"]["AlreadyUnderWayOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    downloadExport: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyView"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    leaveTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "plan": "cancel"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    plan: "reassign" | "hand_over" | "cancel";
                    toMemberId?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Departure"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["LastOwnerOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                deactivated?: "include";
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    deactivateMember: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                memberId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "plan": "reassign"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    plan: "reassign" | "hand_over" | "cancel";
                    toMemberId?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Departure"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["LastOwnerOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    previewDeparture: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                memberId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeparturePreview"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    reactivateMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                memberId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PlanLimitReached"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                memberId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "plan": "hand_over",
                 *       "toMemberId": "mbr_01jd8v6q5kf3wrv6gq2n8kz4s1"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    plan: "reassign" | "hand_over" | "cancel";
                    toMemberId?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Departure"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["LastOwnerOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    changeMemberRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                memberId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "host"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    role: "owner" | "admin" | "host" | "viewer";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["LastOwnerOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    unfreezeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                memberId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "insteadOf": "mbr_01jd8v6q5kf3wrv6gq2n8kz4s1"
                 *     }
                 */
                "application/json": {
                    insteadOf: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listInstallationLog: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                actorKind?: "guest" | "member" | "key" | "operator" | "system";
                actorId?: string;
                action?: string;
                targetId?: string;
                from?: string;
                to?: string;
                tenantId?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    exportInstallationLog: {
        parameters: {
            query?: {
                actorKind?: "guest" | "member" | "key" | "operator" | "system";
                actorId?: string;
                action?: string;
                targetId?: string;
                from?: string;
                to?: string;
                tenantId?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listFeatures: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeatureList"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    setFeature: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                feature: "api_keys" | "calendar_accounts" | "csv_exports" | "group_links" | "mail_accounts";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "isOn": true,
                 *       "reason": "The audit is over."
                 *     }
                 */
                "application/json": {
                    isOn: boolean | null;
                    reason: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeatureList"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getOperator: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        userId: string;
                        email: string;
                        temporalUiUrl: string | null;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listOperators: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorList"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    grantOperator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "linh@example.com",
                 *       "reason": "Is on call this month."
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: idn-email
                     * @example an@example.com
                     */
                    email: string;
                    reason: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    withdrawOperator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                operatorId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Has left the company."
                 *     }
                 */
                "application/json": {
                    reason: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listPlans: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanList"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listStuck: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                kind?: "effect" | "notification" | "delivery" | "departure" | "calendar" | "domain" | "payment" | "refund" | "follower";
                tenantId?: string;
                failure?: "revoked" | "access_withdrawn" | "insufficient_permissions" | "credentials_refused" | "not_connected" | "throttled" | "quota_exceeded" | "missing" | "conflict" | "event_deleted" | "id_of_another_event" | "key_reused" | "reservation_gone" | "invalid" | "not_allowed" | "recipient_refused" | "sender_refused" | "content_refused" | "malformed_request" | "authorization_expired" | "insufficient_scopes" | "no_lasting_access" | "identity_not_proven" | "cursor_expired" | "unavailable" | "timeout" | "unreachable" | "unexpected_answer" | "in_progress" | "edited_meanwhile" | "circuit_open" | "not_configured" | "credentials_unreadable" | "credentials_not_stored" | "meeting_pending" | "meeting_failed" | "internal" | "last_owner" | "suppressed" | "capped" | "overtaken" | "undelivered" | "bounced" | "complained" | "refund_failed" | "payment_disputed" | "fraud_warned" | "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor" | "event_moved" | "event_removed" | "events_missing";
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StuckPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    readStuckFigures: {
        parameters: {
            query?: {
                kind?: "effect" | "notification" | "delivery" | "departure" | "calendar" | "domain" | "payment" | "refund" | "follower";
                tenantId?: string;
                failure?: "revoked" | "access_withdrawn" | "insufficient_permissions" | "credentials_refused" | "not_connected" | "throttled" | "quota_exceeded" | "missing" | "conflict" | "event_deleted" | "id_of_another_event" | "key_reused" | "reservation_gone" | "invalid" | "not_allowed" | "recipient_refused" | "sender_refused" | "content_refused" | "malformed_request" | "authorization_expired" | "insufficient_scopes" | "no_lasting_access" | "identity_not_proven" | "cursor_expired" | "unavailable" | "timeout" | "unreachable" | "unexpected_answer" | "in_progress" | "edited_meanwhile" | "circuit_open" | "not_configured" | "credentials_unreadable" | "credentials_not_stored" | "meeting_pending" | "meeting_failed" | "internal" | "last_owner" | "suppressed" | "capped" | "overtaken" | "undelivered" | "bounced" | "complained" | "refund_failed" | "payment_disputed" | "fraud_warned" | "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor" | "event_moved" | "event_removed" | "events_missing";
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StuckFigures"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    retryStuck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "effect",
                 *       "failure": "unavailable",
                 *       "reason": "The vendor is back."
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    kind?: "effect" | "notification" | "delivery" | "departure" | "calendar" | "domain" | "payment" | "refund" | "follower";
                    tenantId?: string;
                    /** @enum {string} */
                    failure?: "revoked" | "access_withdrawn" | "insufficient_permissions" | "credentials_refused" | "not_connected" | "throttled" | "quota_exceeded" | "missing" | "conflict" | "event_deleted" | "id_of_another_event" | "key_reused" | "reservation_gone" | "invalid" | "not_allowed" | "recipient_refused" | "sender_refused" | "content_refused" | "malformed_request" | "authorization_expired" | "insufficient_scopes" | "no_lasting_access" | "identity_not_proven" | "cursor_expired" | "unavailable" | "timeout" | "unreachable" | "unexpected_answer" | "in_progress" | "edited_meanwhile" | "circuit_open" | "not_configured" | "credentials_unreadable" | "credentials_not_stored" | "meeting_pending" | "meeting_failed" | "internal" | "last_owner" | "suppressed" | "capped" | "overtaken" | "undelivered" | "bounced" | "complained" | "refund_failed" | "payment_disputed" | "fraud_warned" | "unknown_payment" | "amount_differs" | "refund_differs" | "dispute_differs" | "missing_at_vendor" | "event_moved" | "event_removed" | "events_missing";
                    id?: string;
                    cursor?: string;
                    reason: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StuckRetried"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    leaveSupportView: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listTenants: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                search?: string;
                state?: "active" | "suspended";
                plan?: "free" | "pro" | "team" | "enterprise";
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenantPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Music School",
                 *       "handle": "music-school",
                 *       "locale": "vi",
                 *       "timeZone": "Asia/Ho_Chi_Minh",
                 *       "admin": {
                 *         "name": "Trần Thùy Linh",
                 *         "email": "linh@example.com"
                 *       }
                 *     }
                 */
                "application/json": {
                    name: string & (unknown & unknown);
                    /** @example linh */
                    handle?: string;
                    /**
                     * @default en
                     * @enum {string}
                     */
                    locale?: "en" | "vi";
                    /** @example Asia/Ho_Chi_Minh */
                    timeZone: string;
                    /** @enum {string} */
                    plan?: "free" | "pro" | "team" | "enterprise";
                    admin: {
                        name: string & (unknown & unknown);
                        /**
                         * Format: idn-email
                         * @example an@example.com
                         */
                        email: string;
                    };
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenant"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["HandleTaken"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    readTenant: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenant"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    updateTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Music School of the North"
                 *     }
                 */
                "application/json": {
                    name?: string & (unknown & unknown);
                    /** @enum {string} */
                    locale?: "en" | "vi";
                    /** @example Asia/Ho_Chi_Minh */
                    timeZone?: string;
                    /** @example linh */
                    handle?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenant"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["HandleTaken"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    readTenantBilling: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Billing"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    askTenantDeletion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Lotus Studio",
                 *       "reason": "The contract has ended."
                 *     }
                 */
                "application/json": {
                    name: string & (unknown & unknown);
                    reason: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenant"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTenantState"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    callOffTenantDeletion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "They stay after all."
                 *     }
                 */
                "application/json": {
                    reason: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenant"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTenantState"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listTenantDomains: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorDomainPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listTenantFeatures: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeatureList"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    setTenantFeature: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: string;
                feature: "api_keys" | "calendar_accounts" | "csv_exports" | "group_links" | "mail_accounts";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "isOn": null,
                 *       "reason": "The trial is over."
                 *     }
                 */
                "application/json": {
                    isOn: boolean | null;
                    reason: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeatureList"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    setPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "plan": "pro",
                 *       "limits": {
                 *         "members": 8
                 *       },
                 *       "reason": "Agreed with the school in June."
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    plan: "free" | "pro" | "team" | "enterprise";
                    /** @default {} */
                    limits?: {
                        bookings?: number | null;
                        members?: number | null;
                        calendars?: number | null;
                        domains?: number | null;
                    };
                    /** @default false */
                    followsPayment?: boolean;
                    reason: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenant"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    resumeTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The invoice was paid."
                 *     }
                 */
                "application/json": {
                    reason: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenant"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTenantState"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    enterSupportView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "They asked why a calendar is not in step."
                 *     }
                 */
                "application/json": {
                    reason: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupportView"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequired"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    suspendTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The invoice of May has not been paid."
                 *     }
                 */
                "application/json": {
                    reason: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorTenant"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTenantState"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    readTenantUsage: {
        parameters: {
            query?: {
                month?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    readVendorHealth: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorHealth"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listVendorBacklog: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                kind?: "account" | "channel" | "calendar";
                vendor?: "google" | "jitsi" | "resend" | "smtp" | "local-mailbox" | "stripe";
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorBacklogPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    readVendorBacklogFigures: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorBacklogFigures"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listPaymentFindings: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "open" | "dismissed" | "healed";
                reconciliationId?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentFindingPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    dismissPaymentFinding: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                paymentFindingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentFinding"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["AttentionSettledOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listPayments: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "open" | "reserved" | "closed" | "paid";
                with?: "refunds" | "refund_failed" | "disputed" | "failing";
                linkId?: string;
                from?: string;
                to?: string;
                search?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    exportPayments: {
        parameters: {
            query?: {
                state?: "open" | "reserved" | "closed" | "paid";
                with?: "refunds" | "refund_failed" | "disputed" | "failing";
                linkId?: string;
                from?: string;
                to?: string;
                search?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getPayment: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentDetail"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    recordOutsidePayment: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "method": "Cash"
                 *     }
                 */
                "application/json": components["schemas"]["OutsidePaymentInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransitionOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    refundPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amountMinor": 500,
                 *       "note": "The room was cold."
                 *     }
                 */
                "application/json": components["schemas"]["RefundInput"];
            };
        };
        responses: {
            /** @description OK */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransitionOrPaymentDisputedOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    recordOutsideRefund: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                paymentId: string;
                refundId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransitionOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    retryPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["AttentionSettledOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listReconciliations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    reconcilePayments: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getReconciliation: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                reconciliationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationDetail"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    readSignInPolicy: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInPolicy"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    setSignInPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "secondFactorRequired": false
                 *     }
                 */
                "application/json": components["schemas"]["SignInPolicyInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInPolicy"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listSuppressions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppressionPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    liftSuppression: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                suppressionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "retry": true
                 *     }
                 */
                "application/json": {
                    /** @default false */
                    retry?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listTenantApiKeys: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantApiKeyPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    createTenantApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Reports",
                 *       "scopes": [
                 *         "bookings.read",
                 *         "others.write"
                 *       ],
                 *       "expiresAt": null
                 *     }
                 */
                "application/json": components["schemas"]["TenantApiKeyInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeApiKey"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["TenantChangedOrTooManyKeys"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listPaymentAccounts: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAccountPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    connectPaymentAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "vendor": "stripe",
                 *       "key": "rk_test_4eC39HqLyjWDarjtT1zdp7dc"
                 *     }
                 */
                "application/json": components["schemas"]["PaymentAccountInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAccount"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["PaymentModeInUseOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["AccountRefusedOrInvalidRequestOrPaymentModeOffOrUnrestrictedKey"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    disconnectPaymentAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentAccountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisconnectedPaymentAccount"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    setPaymentWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentAccountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "secret": "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH"
                 *     }
                 */
                "application/json": components["schemas"]["PaymentWebhookSecretInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAccount"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    viewBooking: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedBooking"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkExpired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listAlternatives: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlternativeList"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkExpired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    cancelAsGuest: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "My plans have changed."
                 *     }
                 */
                "application/json": components["schemas"]["CancelInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelledBooking"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["AlreadyCancelledOrInvalidTransitionOrTooLateToCancel"];
            410: components["responses"]["LinkExpired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInThePastOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    openCheckout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["PaymentClosedOrPaymentsUnavailable"];
            410: components["responses"]["LinkExpired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    addGuestsAsGuest: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "emails": [
                 *         "mai@example.com",
                 *         "binh@example.com"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AddGuestsInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingReceipt"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransition"];
            410: components["responses"]["LinkExpired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInThePastOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    removeGuestAsGuest: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "binh@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["RemoveGuestInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingReceipt"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransition"];
            410: components["responses"]["LinkExpired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInThePastOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    downloadIcs: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkExpired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getBookingLink: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingLink"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkExpired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    checkPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckedBooking"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkExpired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    rescheduleAsGuest: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "start": "2026-11-25T02:30:00Z",
                 *       "reason": "I am ill that day."
                 *     }
                 */
                "application/json": components["schemas"]["RescheduleInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingReceipt"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransitionOrPaymentsUnavailableOrPriceChangedOrSlotHeldOrSlotTakenOrTooLateToReschedule"];
            410: components["responses"]["LinkExpiredOrLinkInactiveOrPagesOff"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["BeyondBookingWindowOrIdempotencyKeyReusedOrInThePastOrInvalidRequestOrLimitReachedOrNoticeTooShortOrOutsideAvailability"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listMoves: {
        parameters: {
            query: {
                from: string;
                to: string;
                timeZone: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotList"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkExpired"];
            422: components["responses"]["InvalidRequestOrRangeTooLong"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    streamBooking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": Record<string, never>;
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkExpired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getPublicBrand: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brand"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    viewGuestData: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestData"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkExpired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listGuestDataBookings: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                locale?: "en" | "vi";
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestDataBookingPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkExpired"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    eraseGuestData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestErasure"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkExpired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    downloadGuestData: {
        parameters: {
            query?: {
                locale?: "en" | "vi";
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestDataFile"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkExpired"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listGuestDataMails: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestDataMailPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkExpired"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    releaseHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransition"];
            410: components["responses"]["LinkExpired"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getPublicLink: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                username: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicLink"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkInactiveOrPagesOff"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    bookLink: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                username: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "start": "2026-11-24T09:00:00+07:00",
                 *       "durationMinutes": 30,
                 *       "timeZone": "Asia/Ho_Chi_Minh",
                 *       "locale": "vi",
                 *       "guest": {
                 *         "name": "Nguyễn Văn An",
                 *         "email": "an@example.com",
                 *         "phone": "+84 900 123 456"
                 *       },
                 *       "answers": {
                 *         "topic": "A first lesson"
                 *       },
                 *       "note": "I may be five minutes late."
                 *     }
                 */
                "application/json": components["schemas"]["BookInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingReceipt"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["HoldExpiredOrSlotHeldOrSlotTaken"];
            410: components["responses"]["LinkInactiveOrPagesOff"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["BeyondBookingWindowOrIdempotencyKeyReusedOrInThePastOrInvalidRequestOrLimitReachedOrNoticeTooShortOrOutsideAvailability"];
            429: components["responses"]["GuestLimitReachedOrRateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    placeHold: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                username: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "start": "2026-11-24T09:00:00+07:00",
                 *       "durationMinutes": 30,
                 *       "timeZone": "Asia/Ho_Chi_Minh"
                 *     }
                 */
                "application/json": components["schemas"]["HoldInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["SlotHeldOrSlotTaken"];
            410: components["responses"]["LinkInactiveOrPagesOff"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["BeyondBookingWindowOrIdempotencyKeyReusedOrInThePastOrInvalidRequestOrLimitReachedOrNoticeTooShortOrOutsideAvailability"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listSlots: {
        parameters: {
            query: {
                from: string;
                to: string;
                timeZone: string;
                durationMinutes?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                username: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotList"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkInactiveOrPagesOff"];
            422: components["responses"]["InvalidRequestOrRangeTooLong"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getLogo: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getProfile: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicProfile"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            410: components["responses"]["LinkInactiveOrPagesOff"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    askGuestData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "an@example.com",
                 *       "locale": "vi",
                 *       "wish": "see"
                 *     }
                 */
                "application/json": components["schemas"]["AskGuestDataInput"];
            };
        };
        responses: {
            /** @description OK */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedGuestData"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getPhoto: {
        parameters: {
            query?: {
                v?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getPublicTenant: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicTenant"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            410: components["responses"]["PagesOff"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listBookings: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                view?: "upcoming" | "needs_approval" | "past" | "cancelled" | "attention" | "all";
                linkId?: string;
                sessionId?: string;
                contactId?: string;
                from?: string;
                to?: string;
                search?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    exportBookings: {
        parameters: {
            query?: {
                view?: "upcoming" | "needs_approval" | "past" | "cancelled" | "attention" | "all";
                linkId?: string;
                sessionId?: string;
                contactId?: string;
                from?: string;
                to?: string;
                search?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getBooking: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingDetail"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listBookingAlternatives: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAlternatives"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransitionOrTenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    approveBooking: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "start": "2026-11-24T02:00:00Z"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: date-time
                     * @example 2026-11-24T09:00:00+07:00
                     */
                    start: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransitionOrSlotTakenOrTenantChangedOrTimeChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    cancelBooking: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "I am away that week."
                 *     }
                 */
                "application/json": {
                    reason?: string;
                    /** @enum {string} */
                    refund?: "whole" | "policy" | "none";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["AlreadyCancelledOrInvalidTransitionOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInThePastOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    declineBooking: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "I am away that week."
                 *     }
                 */
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransitionOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    addGuests: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "emails": [
                 *         "mai@example.com"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AddGuestsInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransitionOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInThePastOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    removeGuest: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "mai@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["RemoveGuestInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransitionOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInThePastOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    markNoShow: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransitionOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    reassignBooking: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "hostId": "mbr_01jd8v6q5kf3wrv6gq2n8kz4s1"
                 *     }
                 */
                "application/json": {
                    hostId: string;
                    replaces?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["HostNotFreeOrInvalidTransitionOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInThePastOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    rescheduleBooking: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "start": "2026-11-25T02:30:00Z",
                 *       "reason": "Moved by an hour."
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: date-time
                     * @example 2026-11-24T09:00:00+07:00
                     */
                    start: string;
                    reason?: string;
                    /** @default [] */
                    setAside?: ("notice" | "booking_window" | "outside_hours" | "date_override" | "time_off" | "schedule_validity" | "limit")[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["DecisionNeededOrInvalidTransitionOrSlotHeldOrSlotTakenOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInThePastOrInvalidRequestOrOutsideAvailability"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    retrySync: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransitionOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    bookForGuest: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "start": "2026-11-24T19:00:00+07:00",
                 *       "durationMinutes": 30,
                 *       "timeZone": "Asia/Ho_Chi_Minh",
                 *       "locale": "vi",
                 *       "guest": {
                 *         "name": "Nguyễn Văn An",
                 *         "email": "an@example.com"
                 *       },
                 *       "answers": {},
                 *       "setAside": [
                 *         "outside_hours"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["BookForGuestInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PlanLimitReached"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["DecisionNeededOrSlotHeldOrSlotTakenOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInThePastOrInvalidRequestOrOutsideAvailability"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listLinkSlots: {
        parameters: {
            query: {
                from: string;
                to: string;
                timeZone: string;
                durationMinutes?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotList"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequestOrRangeTooLong"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listContacts: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                search?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getContact: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    exportContact: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestDataFile"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    eraseContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "an@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["EraseContactInput"];
            };
        };
        responses: {
            /** @description OK */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestErasure"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listHostRequests: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HostRequestPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    answerHostRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hostRequestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "answer": "accept"
                 *     }
                 */
                "application/json": {
                    answer: components["schemas"]["HostAnswer"];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HostRequest"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidTransitionOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    orderLinks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "linkIds": [
                 *         "lnk_01jd8v6q5kf3wrv6gq2n8kz4s1"
                 *       ]
                 *     }
                 */
                "application/json": {
                    linkIds: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listLinks: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                archived?: "true" | "false";
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    createLink: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "slug": "intro-call",
                 *       "title": "Intro call",
                 *       "description": "A first conversation.",
                 *       "durationsMinutes": [
                 *         15,
                 *         30
                 *       ],
                 *       "bufferAfterMinutes": 10,
                 *       "noticeMinutes": 120,
                 *       "bookingWindow": {
                 *         "kind": "rolling",
                 *         "days": 60
                 *       },
                 *       "limits": [
                 *         {
                 *           "period": "day",
                 *           "count": 4,
                 *           "per": "link"
                 *         }
                 *       ],
                 *       "location": {
                 *         "kind": "video_meeting",
                 *         "value": ""
                 *       },
                 *       "questions": [
                 *         {
                 *           "id": "topic",
                 *           "label": "What would you like to talk about?",
                 *           "kind": "long_text",
                 *           "required": false
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["LinkInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["SlugTakenOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getLink: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    deleteLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Acts only on the version with this ETag; left out, on whatever is there. */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
            };
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["HasBookingsOrTenantChanged"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    updateLink: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version the change is based on. */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Intro call, 30 minutes",
                 *       "isActive": true
                 *     }
                 */
                "application/json": components["schemas"]["LinkPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["SlugTakenOrTenantChanged"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    archiveLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    duplicateLink: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["SlugTakenOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    explainSlot: {
        parameters: {
            query: {
                start: string;
                durationMinutes?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    restoreLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["SlugTakenOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listSchedules: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    createSchedule: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, unique per attempt. The same key and body give the same answer. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Working hours",
                 *       "timeZone": "Asia/Ho_Chi_Minh",
                 *       "weekly": [
                 *         {
                 *           "weekday": 1,
                 *           "startMinute": 480,
                 *           "endMinute": 720
                 *         },
                 *         {
                 *           "weekday": 1,
                 *           "startMinute": 810,
                 *           "endMinute": 1080
                 *         }
                 *       ],
                 *       "overrides": [
                 *         {
                 *           "date": "2027-01-01",
                 *           "ranges": [],
                 *           "title": "New Year"
                 *         }
                 *       ],
                 *       "isDefault": true
                 *     }
                 */
                "application/json": components["schemas"]["ScheduleInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            400: components["responses"]["IdempotencyKeyMissingOrMalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getSchedule: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                scheduleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    replaceSchedule: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version the change is based on. */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                scheduleId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Working hours",
                 *       "timeZone": "Asia/Ho_Chi_Minh",
                 *       "weekly": [
                 *         {
                 *           "weekday": 1,
                 *           "startMinute": 480,
                 *           "endMinute": 720
                 *         }
                 *       ],
                 *       "overrides": [],
                 *       "isDefault": true,
                 *       "validFrom": null,
                 *       "validUntil": null
                 *     }
                 */
                "application/json": components["schemas"]["ScheduleInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    deleteSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Acts only on the version with this ETag; left out, on whatever is there. */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
            };
            path: {
                scheduleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InUseOrTenantChanged"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    updateCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                calendarId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "isConflictCalendar": true
                 *     }
                 */
                "application/json": {
                    isConflictCalendar?: boolean;
                    /** @constant */
                    isTarget?: true;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integration"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PlanLimitReached"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listIntegrations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    disconnectIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integrationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    syncIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integrationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IntegrationRevokedOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    authorizeIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vendor: "google";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authorization"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listTenantIntegrations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantIntegrationPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    connectTenantIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "vendor": "jitsi"
                 *     }
                 */
                "application/json": components["schemas"]["TenantAccountInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantIntegration"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["AccountRefusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    testTenantIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantIntegrationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["AccountRefusedOrInvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                actorKind?: "guest" | "member" | "key" | "operator" | "system";
                actorId?: string;
                action?: string;
                targetId?: string;
                from?: string;
                to?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    exportAuditLog: {
        parameters: {
            query?: {
                actorKind?: "guest" | "member" | "key" | "operator" | "system";
                actorId?: string;
                action?: string;
                targetId?: string;
                from?: string;
                to?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    readBilling: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Billing"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    cancelPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Billing"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["NotSubscribedOrTenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    checkBilling: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Billing"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    openPlanCheckout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "plan": "team",
                 *       "interval": "month"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    plan: "pro" | "team";
                    /** @enum {string} */
                    interval: "month" | "year";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorPage"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["AlreadySubscribedOrPlanGivenOrPlansNotSoldOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    previewSeats: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatPreview"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listPlanOffers: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanOfferList"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    changePlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "plan": "pro",
                 *       "interval": "year"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    plan: "pro" | "team";
                    /** @enum {string} */
                    interval: "month" | "year";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Billing"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["NotSubscribedOrPlansNotSoldOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    openBillingPortal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "locale": "vi"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    locale: "en" | "vi";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorPage"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["NotSubscribedOrPlansNotSoldOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    resumePlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Billing"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["NotSubscribedOrTenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyView"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Trần Thùy Linh",
                 *       "timeZone": "Asia/Ho_Chi_Minh",
                 *       "locale": "vi",
                 *       "clock": "24h",
                 *       "weekStart": 1
                 *     }
                 */
                "application/json": components["schemas"]["ProfilePatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listConnectedSignIns: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectedSignInPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyView"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    connectSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vendor: "google" | "microsoft";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorVisit"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    disconnectSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vendor: "google" | "microsoft";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["LastWayInOrTenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    changeEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "linh@example.com"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: idn-email
                     * @example an@example.com
                     */
                    email: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    changeHandle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "handle": "linh"
                 *     }
                 */
                "application/json": {
                    /** @example linh */
                    handle: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrMemberFrozenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequiredOrTenantSuspended"];
            409: components["responses"]["HandleTakenOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listPasskeys: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyView"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    addPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "My phone",
                 *       "response": {
                 *         "id": "AAAA",
                 *         "rawId": "AAAA",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "e30",
                 *           "attestationObject": "oA"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    name: string & (unknown & unknown);
                    response: {
                        id: string;
                        rawId: string;
                        /** @constant */
                        type: "public-key";
                        response: {
                            clientDataJSON: string;
                            attestationObject: string;
                            transports?: string[];
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkey"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    beginPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyChallenge"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    removePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkeyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    setPhoto: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "image": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
                 *     }
                 */
                "application/json": {
                    image: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    removePhoto: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    renewRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "492039"
                 *     }
                 */
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    getSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactor"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyView"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    enableSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "492039"
                 *     }
                 */
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            409: components["responses"]["AlreadyEnabledOrTenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    disableSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "492039"
                 *     }
                 */
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    setUpSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorSetup"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrFreshSignInRequiredOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            409: components["responses"]["AlreadyEnabledOrTenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    listSignIns: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInPage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyView"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    endOtherSignIns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    endSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                signInId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrTenantSuspended"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    switchTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tenantId": "ten_01jd8v6q5kf3wrv6gq2n8kz4s1"
                 *     }
                 */
                "application/json": {
                    tenantId: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["ForbiddenOrNoMembershipOrNotAMemberOrReadOnlyView"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["TenantChanged"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    streamChanges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Change"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
    readUsage: {
        parameters: {
            query?: {
                month?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FeatureOffOrForbiddenOrNoMembershipOrNotAMemberOrReadOnlyViewOrSecondFactorRequired"];
            409: components["responses"]["TenantChanged"];
            422: components["responses"]["InvalidRequest"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["TemporarilyUnavailable"];
        };
    };
}
