-- Everything in a caption that can be mended without a second look, in one step.
local call = require('onmodel.client').call

local M = {}

local KIND = 'source.fixAll.onmodel'

local function params(buffer)
  return {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    range = { start = { line = 0, character = 0 }, ['end'] = { line = 0, character = 0 } },
    context = { diagnostics = {}, only = { KIND } },
  }
end

local function apply(client, action)
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
end

local function apply_resolved(client, buffer, action)
  call(client, 'request', 'codeAction/resolve', action, function(failure, resolved)
    if failure then
      vim.notify('onmodel: ' .. failure.message, vim.log.levels.ERROR)
    elseif resolved and resolved.edit then
      apply(client, resolved)
    end
  end, buffer)
end

---@param client table
---@param buffer integer
function M.buffer(client, buffer)
  call(client, 'request', 'textDocument/codeAction', params(buffer), function(failure, actions)
    local action = actions and actions[1]
    if failure then
      vim.notify('onmodel: ' .. failure.message, vim.log.levels.ERROR)
    elseif not action then
      vim.notify('onmodel: nothing here can be mended by itself', vim.log.levels.INFO)
    elseif action.edit then
      apply(client, action)
    else
      apply_resolved(client, buffer, action)
    end
  end, buffer)
end

return M
