#pragma once

#include "community/api/json_reader.h"
#include "community/api/sync.h"
#include "server/operations.h"

/// Shared by the files that do operations; private to the room.
namespace groundswell::server {

/// The six ends of an operation, as the client is told of them.
[[nodiscard]] api::OperationResult applied(const api::Operation& operation, qint64 rev, qint64 seq,
                                           const QString& entity = {});
[[nodiscard]] api::OperationResult duplicate(const api::Operation& operation, qint64 rev, qint64 seq,
                                             const QString& entity = {});
[[nodiscard]] api::OperationResult conflict(const api::Operation& operation, qint64 theirsRev,
                                            const QJsonObject& theirs);
[[nodiscard]] api::OperationResult rejected(const api::Operation& operation, const QString& code,
                                            const QString& message);
[[nodiscard]] api::OperationResult rejected(const api::Operation& operation, const Error& error);
[[nodiscard]] api::OperationResult notFound(const api::Operation& operation, const QString& message);

/// One a kind: each reads the arguments, does it or says why not. In the push's transaction.
[[nodiscard]] api::OperationResult ensureSongOperation(OperationContext& context, const api::Operation& operation);
[[nodiscard]] api::OperationResult createStory(OperationContext& context, const api::Operation& operation);
[[nodiscard]] api::OperationResult createComment(OperationContext& context, const api::Operation& operation);
[[nodiscard]] api::OperationResult editComment(OperationContext& context, const api::Operation& operation);
[[nodiscard]] api::OperationResult deleteComment(OperationContext& context, const api::Operation& operation);
[[nodiscard]] api::OperationResult setReaction(OperationContext& context, const api::Operation& operation);
[[nodiscard]] api::OperationResult putLyrics(OperationContext& context, const api::Operation& operation);
[[nodiscard]] api::OperationResult putTranslation(OperationContext& context, const api::Operation& operation);
[[nodiscard]] api::OperationResult deleteSuggestion(OperationContext& context, const api::Operation& operation);

} // namespace groundswell::server
