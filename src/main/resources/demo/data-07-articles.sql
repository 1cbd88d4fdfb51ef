-- help centre, part 1: account, security, learning
BEGIN;
SET search_path = learnly;
INSERT INTO article (id, slug, title, category, status, author_id, created_at, updated_at, body) VALUES
(1, 'enable-two-factor-authentication', 'Enable two-factor authentication', 'security', 'published', 12, '2024-04-02 09:00Z', '2025-07-01 09:00Z', 'Two-factor authentication asks for a six-digit code besides your password. It is available on every plan, Free included.

1. Open **Profile > Security**.
2. Press **Enable two-factor** and scan the QR code with an authenticator app.
3. Type the current code and press **Confirm**.
4. Store the **10 recovery codes**. Each one works once.

Learnly offers no SMS codes. If you see `AUTH-2FA-01`, the code was wrong; `AUTH-2FA-02` means 5 wrong codes and a lock of 15 minutes; `AUTH-2FA-03` means that the clock of your phone is off by more than 60 seconds.'),
(2, 'disable-two-factor-authentication', 'Disable two-factor authentication', 'security', 'published', 12, '2024-04-02 09:00Z', '2025-07-01 09:00Z', 'You can disable two-factor authentication unless an owner requires it for all members.

1. Open **Profile > Security**.
2. Press **Disable two-factor**.
3. Enter your password and a current code or one recovery code.

All your other sessions end, and the unused recovery codes become invalid. If the button **Disable two-factor** is missing, two-factor authentication is required in your workspace; ask an owner.'),
(3, 'require-two-factor-for-all', 'Require two-factor authentication for all members', 'security', 'published', 12, '2024-05-06 09:00Z', '2025-07-01 09:00Z', 'Owners of **Pro, Business and Enterprise** workspaces can require two-factor authentication. Free and Starter do not have this switch.

Open **Settings > Security** and switch on **Require two-factor**. Members without a second factor have **7 days** to enable it; after that they can only open the set-up page. While the rule is on, nobody can disable the second factor in the profile.

Members who sign in with Single Sign-On are exempt, because your identity provider is in charge of the second factor.'),
(4, 'lost-phone-recovery', 'Sign in after losing your phone', 'security', 'published', 12, '2024-04-03 09:00Z', '2025-04-08 09:00Z', 'Press **Use a recovery code** on the sign-in page and type one of your 10 recovery codes. Afterwards remove the old authenticator and add the new phone.

No recovery codes left? An **owner** can reset your second factor under **Members > your name > Reset second factor**. You then have **24 hours** to set it up again. Learnly support never resets a second factor on request by e-mail or phone.'),
(5, 'password-rules', 'Password rules and locked accounts', 'security', 'published', 12, '2024-02-12 09:00Z', '2025-01-13 09:00Z', 'A password needs at least **12 characters**. There are no rules about digits or symbols, but passwords known from leaks are refused with `AUTH-PWD-04`.

After **10** wrong passwords the account is locked for **30 minutes** (`AUTH-PWD-06`). This lock is separate from the lock after 5 wrong two-factor codes, which lasts 15 minutes.

A reset link is valid for 60 minutes and works once.'),
(6, 'magic-link-retired', 'Magic Link Sign-In was retired', 'security', 'published', 8, '2025-06-02 09:00Z', '2025-06-30 09:00Z', 'Magic Link Sign-In was retired on **30 June 2025**. Mail scanners opened the links before people did, which used them up.

Set a password with **Forgot password** and enable two-factor authentication. Business and Enterprise workspaces can use Single Sign-On instead.'),
(7, 'set-up-single-sign-on', 'Set up Single Sign-On with SAML', 'security', 'published', 9, '2024-03-11 09:00Z', '2025-09-01 09:00Z', 'Single Sign-On (SAML 2.0) is part of Business and Enterprise.

1. Open **Settings > Identity > Domains** and verify each domain with the TXT record shown there.
2. Copy the service provider metadata into your identity provider.
3. Upload the metadata of your identity provider.
4. Press **Test sign-in**.
5. Switch on **Enforce** when the test succeeds.

Several domains and several identity providers per workspace are supported; the provider is chosen by the domain of the address. Owners can always sign in with their password.

Errors: `SSO-401` the signature does not match the certificate, `SSO-404` the domain is not verified, `SSO-409` a sign-in loop was stopped.'),
(8, 'rotate-saml-certificate', 'Replace the SAML certificate', 'security', 'published', 9, '2025-09-01 09:00Z', '2025-10-21 09:00Z', 'Add the new certificate **before** you change your identity provider.

1. Open **Settings > Identity > Certificates** and press **Add**.
2. Switch your identity provider to the new certificate.
3. Remove the old certificate after a day.

While both are listed Learnly accepts both. If everybody gets `SSO-401`, the new certificate has not been added yet.'),
(9, 'set-up-scim', 'Set up SCIM Provisioning', 'security', 'published', 9, '2024-04-09 09:00Z', '2025-04-09 09:00Z', 'SCIM Provisioning is part of **Enterprise**. Create a token under **Settings > Identity > SCIM**; it is shown once and valid for 365 days.

Map `userName` to the e-mail address. Groups are supported, nested groups are ignored. Directories usually push changes every 40 minutes.

Errors: `SCIM-409` the userName exists already (often a deactivated member: set `active` to true instead of creating it), `SCIM-422` the domain is not verified, `402` no free seat.'),
(10, 'audit-log-retention', 'What the Audit Log keeps, and for how long', 'security', 'published', 8, '2024-05-14 09:00Z', '2025-02-03 09:00Z', 'The Audit Log records sign-ins, changes of roles, courses, enrolments, API Keys and settings, with actor, time and address.

Entries are kept for **180 days on Business** and **730 days on Enterprise**. They cannot be changed or deleted, by us neither. Free, Starter and Pro have no Audit Log.

Over the API use `GET /v2/audit-events`. Requests for older entries are answered with `AUD-410`.'),
(11, 'invite-members', 'Invite members and free seats', 'account', 'published', 12, '2024-02-12 09:00Z', '2025-01-13 09:00Z', 'Open **Members > Invite** and paste the addresses, one per line. An invitation is valid for **14 days** and takes a seat only when it is accepted.

To free a seat press **Deactivate** next to a member. The seat is free at once and the learning records stay. Deleting a member erases the records after 30 days.'),
(12, 'roles', 'Roles: owner, admin, author, learner', 'account', 'published', 12, '2024-02-12 09:00Z', '2025-01-13 09:00Z', '**Owners** can do everything, including the Billing Portal. **Admins** manage members and settings, but not billing. **Authors** edit courses. **Learners** learn.

A manager is not a role but a position in a group: managers enrol members of their groups and see their reports. They cannot edit courses unless they are authors as well. A workspace has at most 10 owners.'),
(13, 'change-workspace-address', 'Change the workspace address', 'account', 'published', 12, '2024-02-12 09:00Z', '2025-01-13 09:00Z', 'The **name** of a workspace can be changed at any time. The **address** can be changed **once**, under **Settings > General > Address**, by an owner.

The old address redirects for 90 days. Certificates keep working, because their verification page does not depend on the address.'),
(14, 'delete-workspace', 'Delete a workspace', 'account', 'published', 12, '2024-03-04 09:00Z', '2025-01-13 09:00Z', 'Only owners can delete a workspace: **Settings > General > Delete workspace**. Two owners must confirm when there is more than one.

The workspace is locked at once and erased after **30 days**. Until then support can restore it. Run a Data Export first (Pro and above).'),
(15, 'download-offline-lessons', 'Download lessons for offline use', 'learning', 'published', 12, '2025-01-14 09:00Z', '2025-08-08 09:00Z', 'With Offline Lessons (Starter and above) you can learn without a connection. Press the arrow next to a lesson in the mobile app.

| Plan | Lessons per device | Downloads expire after |
|---|---|---|
| Starter | 5 | 30 days |
| Pro | 25 | 30 days |
| Business | 100 | 60 days |
| Enterprise | 250 | 60 days |

`OFF-101` means that the device is full: remove finished lessons. `OFF-102` means that the download has expired: go online and it is fetched again. Free workspaces have no Offline Lessons.'),
(16, 'offline-sync-conflicts', 'When offline progress does not match', 'learning', 'published', 4, '2025-08-08 09:00Z', '2025-08-12 09:00Z', 'Progress is uploaded when the device is online, at least every 15 minutes while the app is open. If you studied the same lesson on two devices, the event with the **newer device timestamp** wins.

`OFF-103` means that an older event was put aside. It stays visible under **History** for 14 days. Keep automatic date and time switched on.

Use mobile app **6.4.1 or newer**. Version 6.4.0 could overwrite progress; do not reinstall the app before you update, because a reinstallation deletes the journal on the device.'),
(17, 'mobile-push-settings', 'Choose your push notifications', 'learning', 'published', 12, '2024-08-06 09:00Z', '2025-07-07 09:00Z', 'Mobile Push (Starter and above) knows three kinds: **new enrolment**, **reply on a board**, **live session in 10 minutes**.

Open **Settings > Notifications** in the app to switch each kind on or off. If nothing arrives, check that the phone allows notifications for Learnly, then sign out and in again.'),
(18, 'search-tips', 'Find courses with Course Search', 'learning', 'published', 12, '2024-02-19 09:00Z', '2025-05-05 09:00Z', 'Course Search looks at titles, lesson texts and transcripts of published courses that **you** may open. Archived courses never appear.

One typing error is tolerated in words of five letters or more. Put words in quotation marks to find an exact phrase. A query needs at least 2 characters.'),
(19, 'discussion-boards', 'Use Discussion Boards', 'learning', 'published', 12, '2024-01-30 09:00Z', '2025-01-13 09:00Z', 'Every lesson has a board (Starter and above). Ask, answer, and mark an answer as **accepted**.

You can edit a post for **30 minutes**. After that only an admin can delete it. Authors can switch the board off under **Course > Settings > Board**.'),
(20, 'join-live-session', 'Join a live session', 'learning', 'published', 12, '2024-09-24 09:00Z', '2025-10-29 09:00Z', 'Open the invitation or the course page; the room opens **10 minutes** before the start. Live Sessions are part of Business (150 participants) and Enterprise (300 participants).

The invitation shows the start in your own time zone. If you got an invitation before 27 October 2025, use the corrected one that was sent on that day.

Recordings are available for 90 days on Business and 365 days on Enterprise.');
COMMIT;
