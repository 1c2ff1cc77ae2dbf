-- The client's life. Neovim 0.11 and newer start and reuse it themselves, told by `lsp/onmodel.lua`;
-- for older ones the same is done here.
local config = require('onmodel.config')

local M = {}

local native = vim.lsp.config ~= nil
-- Client ids by root folder; for old Neovims only.
local started = {}

local function start(folder)
  local made = config.client()
  made.root_dir = folder
  made.workspace_folders = { { uri = vim.uri_from_fname(folder), name = folder } }
  made.on_exit = function()
    started[folder] = nil
  end
  return vim.lsp.start_client(made)
end

local function attach(buffer)
  local folder = config.root_of(buffer)
  if folder then
    started[folder] = started[folder] or start(folder)
    vim.lsp.buf_attach_client(buffer, started[folder])
  end
end

local function on(events, action)
  vim.api.nvim_create_autocmd(events, {
    group = vim.api.nvim_create_augroup('onmodel.attach', {}),
    callback = function(event)
      action(event.buf)
    end,
  })
end

---From now on buffers of a set get the server.
function M.enable()
  if native then
    vim.lsp.enable('onmodel')
    -- Neovim is silent about a program that is missing: asking for the root tells.
    on('FileType', config.root_of)
  else
    on({ 'BufReadPost', 'BufNewFile' }, attach)
  end
end

---Lets changed options count for servers started from now on.
function M.reconfigure()
  if native then
    vim.lsp.config('onmodel', config.client())
  end
end

---@return table[] the running clients
function M.all()
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  return vim.tbl_filter(function(client)
    return client.name == 'onmodel'
  end, get())
end

---@param buffer integer
---@return table|nil the client of a buffer
function M.of(buffer)
  for _, client in ipairs(M.all()) do
    if vim.lsp.buf_is_attached(buffer, client.id) then
      return client
    end
  end
end

---Calls a method of a client, as this Neovim wants it called.
---@param client table
---@param method string
function M.call(client, method, ...)
  if native then
    return client[method](client, ...)
  end
  return client[method](...)
end

local function gone()
  return #M.all() == 0
end

-- A server that does not end when told is ended.
local function stop_all()
  for _, client in ipairs(M.all()) do
    M.call(client, 'stop')
  end
  if not vim.wait(3000, gone, 20) then
    for _, client in ipairs(M.all()) do
      M.call(client, 'stop', true)
    end
    vim.wait(1000, gone, 20)
  end
end

---Ends every server and starts new ones for the buffers of sets.
function M.restart()
  if native then
    vim.lsp.enable('onmodel', false)
    stop_all()
    vim.lsp.enable('onmodel')
    return
  end
  stop_all()
  vim.tbl_map(attach, vim.tbl_filter(vim.api.nvim_buf_is_loaded, vim.api.nvim_list_bufs()))
end

return M
