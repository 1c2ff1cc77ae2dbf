-- Every finding of the open sets, in the quickfix list.
local call = require('onmodel.client').call

local M = {}

local function show(items)
  vim.fn.setqflist({}, ' ', { title = 'onmodel', items = items })
  vim.cmd(#items > 0 and 'copen' or 'cclose')
  vim.notify(('onmodel: %d findings'):format(#items), vim.log.levels.INFO)
end

local kinds = { 'E', 'W', 'I', 'N' }

---A server's diagnostic as an item of the quickfix list.
local function item(uri, diagnostic)
  return {
    filename = vim.uri_to_fname(uri),
    lnum = diagnostic.range.start.line + 1,
    col = diagnostic.range.start.character + 1,
    type = kinds[diagnostic.severity] or 'N',
    text = diagnostic.message,
  }
end

local function items_of(reports)
  local items = {}
  for _, report in ipairs(reports) do
    for _, diagnostic in ipairs(report.items or {}) do
      table.insert(items, item(report.uri, diagnostic))
    end
  end
  return items
end

---What a server that is asked for diagnostics says of all files.
local function pull(client)
  local params = { previousResultIds = {} }
  call(client, 'request', 'workspace/diagnostic', params, function(failure, answer)
    if failure then
      vim.notify('onmodel: ' .. failure.message, vim.log.levels.ERROR)
    else
      show(items_of(answer.items))
    end
  end)
end

---What a server that pushes diagnostics has pushed.
local function pushed(client)
  local all = vim.diagnostic.get(nil, { namespace = vim.lsp.diagnostic.get_namespace(client.id) })
  show(vim.diagnostic.toqflist(all))
end

---Lists the findings of all captions, open or not.
---@param client table
function M.list(client)
  local provider = client.server_capabilities.diagnosticProvider
  if type(provider) == 'table' and provider.workspaceDiagnostics then
    pull(client)
  else
    pushed(client)
  end
end

return M
