-- help centre, part 2: authoring, integrations, billing, reporting; article_feature
BEGIN;
SET search_path = learnly;
INSERT INTO article (id, slug, title, category, status, author_id, created_at, updated_at, body) VALUES
(21, 'build-a-quiz', 'Build a quiz', 'authoring', 'published', 3, '2024-02-19 09:00Z', '2025-06-02 09:00Z', 'Open a lesson, press **Add > Quiz** and choose among single choice, multiple choice, ordering and free text.

A quiz holds **10 questions on Free** and **200 on paid plans**. Question banks need Pro or above; a bank holds up to 500 questions.

With partial credit each right tick earns an equal share, each wrong tick takes one away, never below zero. Free text is scored by hand.'),
(22, 'quiz-attempts', 'Attempts, pass mark and time limit', 'authoring', 'published', 3, '2024-02-19 09:00Z', '2025-06-02 09:00Z', 'Under **Quiz > Settings** set the pass mark (default **70 percent**), the number of attempts (1 to 10, or unlimited) and a time limit of up to 180 minutes.

The best attempt counts. When the time is over, the answers given so far are submitted. An author can grant one extra attempt to a single learner.'),
(23, 'video-upload-limits', 'Video formats and upload limits', 'authoring', 'published', 5, '2024-02-26 09:00Z', '2025-02-10 09:00Z', 'Accepted are MP4, MOV and WebM.

- **Free:** 2 GB per file, playback up to 720p
- **Paid plans:** 10 GB per file, playback up to 1080p

`VID-413` means that the file is too large, `VID-415` that the container is not supported. `VID-503` means that the video storage cannot be reached; try again later. Videos count towards the storage of your plan.'),
(24, 'auto-captions', 'Create and correct Auto Captions', 'authoring', 'published', 5, '2024-06-18 09:00Z', '2025-02-10 09:00Z', 'Auto Captions are part of Pro and above and cover 11 languages. Open the video, press **Captions > Create** and choose the spoken language. It takes about half the running time of the video.

Correct line by line and press **Lock** when you are done: locked captions are never overwritten. `CAP-204` means that no speech was recognised.'),
(25, 'import-scorm', 'Import a SCORM package', 'authoring', 'published', 6, '2024-02-26 09:00Z', '2025-05-19 09:00Z', 'SCORM Import (Pro and above) takes SCORM 1.2 and SCORM 2004 packages up to 4th Edition, as ZIP of at most **1 GB**.

Press **Add > SCORM package**. `imsmanifest.xml` must be at the **top level** of the ZIP, otherwise you get `SCORM-31`. Zip the contents, not the folder. `SCORM-33` means that the edition is not supported.

Bookmarks (suspend data) may have 4,096 characters in SCORM 1.2 and 64,000 in SCORM 2004 4th Edition.'),
(26, 'learning-paths', 'Build a Learning Path', 'authoring', 'published', 3, '2024-02-26 09:00Z', '2025-01-13 09:00Z', 'A Learning Path (Pro and above) chains up to **30 courses**. Open **Paths > New**, drag the courses into order and press **Publish**.

The next course unlocks when the previous one is complete. For more than 30 courses build two paths and make the first one a requirement of the second.'),
(27, 'certificate-templates', 'Design certificates', 'authoring', 'published', 3, '2024-02-26 09:00Z', '2025-09-29 09:00Z', 'Certificates are part of Starter and above. Templates know the fields `member_name`, `course_title`, `issued_on`, `expires_on` and `code`.

Each certificate has a 12-character verification code. Anyone can check it on the public page: `CERT-04` is an unknown code, `CERT-10` an expired certificate. `CERT-07` while issuing means that the member has no name on file.'),
(28, 'reissue-certificates', 'Reissue a certificate with a corrected name', 'authoring', 'published', 3, '2025-09-24 15:00Z', '2025-09-29 09:00Z', 'Correct the name under **Members** first. Then open **Certificates**, select the certificate and press **Reissue**.

The new certificate has a new code and keeps the date of issue. The **old code stops working at once**, so tell people who have printed it. Over the API use `POST /v2/certificates/{code}/reissue`.'),
(29, 'course-translations-beta', 'Course Translations (beta)', 'authoring', 'published', 12, '2025-09-02 09:00Z', '2025-09-02 09:00Z', 'Course Translations let one course exist in up to **8 languages** with one progress record. The beta is open to selected Business and Enterprise workspaces.

Learners see the language of their profile and can switch at any time. Quizzes are translated question by question; scores do not depend on the language.'),
(30, 'schedule-live-session', 'Schedule a live session', 'authoring', 'published', 12, '2024-09-24 09:00Z', '2025-10-29 09:00Z', 'Open **Live > New** (Business and above), choose host, start and length. The start follows the **time zone of the workspace**, also across clock changes. A host can run one session at a time (`LIVE-409`).

Recordings are kept for 90 days on Business and 365 days on Enterprise. Press **Save as lesson** to keep one for longer.'),
(31, 'bulk-enrolment-csv', 'Enrol many members with a CSV file', 'integrations', 'published', 6, '2024-02-26 09:00Z', '2025-11-12 09:00Z', 'Open **Enrolments > Bulk** (Starter and above) and upload a UTF-8 file with **commas**. Required columns: `email`, `course_slug`. Optional: `due_on` as YYYY-MM-DD.

A file may hold **500 rows on Starter** and **5,000 rows on Pro and above**.

`BULK-22` names a missing column. `BULK-23` means semicolons or tabs: many spreadsheets with French or German settings write semicolons, so choose *CSV (comma separated)* when saving.'),
(32, 'api-keys', 'Create and rotate API Keys', 'integrations', 'published', 7, '2024-03-04 09:00Z', '2025-06-16 09:00Z', 'Open **Settings > API Keys > New**. Starter workspaces can hold **2 keys**, Pro, Business and Enterprise **10**. Free has no API access. The secret is shown once.

**Rotate** makes a new secret; the old one works for another **24 hours**. Use *Revoke now* if a secret has leaked. Give each program its own key and only the scopes it needs.'),
(33, 'api-rate-limits', 'API rate limits', 'integrations', 'published', 7, '2025-02-18 09:00Z', '2025-06-16 09:00Z', 'Two limits apply at the same time; the **lower** one counts.

1. **Per key and endpoint**, as listed in the API reference. `GET /v1/courses` allows 60 requests per minute, `GET /v2/courses` 120.
2. **Per workspace**, by plan: Starter 30, Pro 120, Business 300, Enterprise 1,200 requests per minute over all keys. Free has no API access.

A `429` answer carries `Retry-After` in seconds.'),
(34, 'migrate-to-api-v2', 'Migrate from API v1 to v2', 'integrations', 'published', 7, '2025-02-18 09:00Z', '2025-06-16 09:00Z', 'API v1 is deprecated and will be switched off on **30 June 2026**.

| | v1 | v2 |
|---|---|---|
| Paging | page numbers, 50 rows | cursor, up to 200 rows, expires after 15 minutes |
| Enrol | 1 member, 200 if enrolled already | up to 100 members, `ENR-409` if enrolled already |
| Export | 100,000 rows, link 24 hours | 1,000,000 rows, link 72 hours |
| Webhook signature | HMAC SHA-1 | HMAC SHA-256 |

`POST /v2/enrolments` needs an `Idempotency-Key`, which is remembered for 24 hours.'),
(35, 'webhooks', 'Receive webhooks', 'integrations', 'published', 6, '2024-03-04 09:00Z', '2025-09-15 09:00Z', 'Webhooks are part of Pro (5 subscriptions), Business (25) and Enterprise (100). Your address must use https (`WHK-422`) and answer with a 2xx code within **10 seconds**.

Failed deliveries are retried **8 times over 24 hours**. After that use **Replay** for failed deliveries of the last 7 days, at most 1,000 at a time.

Check `X-Learnly-Signature`: HMAC SHA-256 over the raw body with the secret of the subscription. `WHK-403` means that the limit of subscriptions is reached.'),
(36, 'custom-domain', 'Use your own domain', 'integrations', 'published', 12, '2024-02-20 09:00Z', '2025-10-08 09:00Z', 'Custom Branding is part of Business and Enterprise. Create a CNAME record that points to `portal.learnly.example.com`, then open **Settings > Branding > Domain** and press **Check**.

Learnly obtains the TLS certificate within 30 minutes and renews it **21 days** before expiry. Do not remove the CNAME record; without it the renewal fails.'),
(37, 'compare-plans', 'Compare plans and limits', 'billing', 'published', 10, '2024-02-12 09:00Z', '2025-01-13 09:00Z', '| Plan | Price per month | Seats | Published courses | Storage |
|---|---|---|---|---|
| Free | 0 EUR | 5 | 3 | 1 GB |
| Starter | 29 EUR | 25 | 20 | 20 GB |
| Pro | 99 EUR | 100 | 100 | 200 GB |
| Business | 349 EUR | 500 | unlimited | 1,000 GB |
| Enterprise | on request | 5,000 | unlimited | 5,000 GB |

Archived courses do not count. Support answers within 48 hours on Starter, 24 on Pro, 8 on Business and 2 on Enterprise; Free is served by the community forum.'),
(38, 'add-seats', 'Add or remove seats', 'billing', 'published', 10, '2024-02-12 09:00Z', '2025-03-10 09:00Z', 'Owners add seats in the **Billing Portal > Seats**. Seats added in the middle of a period are charged **pro rata** for the rest of it, also with annual billing.

Removing seats takes effect at the end of the period. You cannot remove seats that are in use: deactivate members first.'),
(39, 'failed-payments', 'What happens when a payment fails', 'billing', 'published', 10, '2024-02-12 09:00Z', '2025-01-13 09:00Z', 'We try the card again after 3, 7 and 14 days and write to all owners. Courses stay open for **30 days** after the first failed payment; then the workspace becomes read-only for learners.

Enter a new card under **Billing Portal > Payment method**. The open amount is charged at once and the banner disappears within an hour.'),
(40, 'export-learning-records', 'Export learning records', 'reporting', 'published', 2, '2024-02-26 09:00Z', '2025-10-20 09:00Z', 'Data Export is part of Pro and above. Open **Reports > Export**, choose dataset, range and **CSV or Parquet**.

One export holds at most **1,000,000 rows**; above that you get `EXP-507`, so split the range. The link is valid for **72 hours**. The e-mail states the row count: compare it with your file.

Progress Reports on screen refresh every 60 minutes on Starter and Pro and every 15 minutes on Business and Enterprise; an export always reads the current records.');

INSERT INTO article_feature (article_id, feature_code) VALUES
(1, 'FEAT-2FA'), (2, 'FEAT-2FA'), (3, 'FEAT-2FA'), (3, 'FEAT-SSO'), (4, 'FEAT-2FA'), (5, 'FEAT-2FA'), (6, 'FEAT-MAGIC'), (6, 'FEAT-2FA'),
(6, 'FEAT-SSO'), (7, 'FEAT-SSO'), (8, 'FEAT-SSO'), (9, 'FEAT-SCIM'), (10, 'FEAT-AUDIT'), (12, 'FEAT-GROUPS'), (14, 'FEAT-EXPORT'),
(15, 'FEAT-OFFLINE'), (16, 'FEAT-OFFLINE'), (17, 'FEAT-PUSH'), (18, 'FEAT-SEARCH'), (19, 'FEAT-DISCUSS'), (20, 'FEAT-LIVE'),
(21, 'FEAT-QUIZ'), (22, 'FEAT-QUIZ'), (23, 'FEAT-VIDEO'), (24, 'FEAT-CAPTION'), (25, 'FEAT-SCORM'), (26, 'FEAT-PATHS'), (27, 'FEAT-CERT'),
(28, 'FEAT-CERT'), (29, 'FEAT-I18N'), (30, 'FEAT-LIVE'), (31, 'FEAT-BULK'), (32, 'FEAT-APIKEYS'), (33, 'FEAT-APIKEYS'), (34, 'FEAT-APIKEYS'),
(34, 'FEAT-WEBHOOK'), (35, 'FEAT-WEBHOOK'), (36, 'FEAT-BRAND'), (37, 'FEAT-BILLING'), (38, 'FEAT-BILLING'), (39, 'FEAT-BILLING'),
(40, 'FEAT-EXPORT'), (40, 'FEAT-REPORTS');
COMMIT;
